import { stateWords } from "@/components/moves/words";
import { listExport } from "@/lib/list-export";
import { listMoves, moveFilters } from "@/lib/moves/queries/list-moves";

/** The list of changes of role, as searched and filtered, as CSV. */
export const GET = listExport({
  name: "role-changes",
  filters: moveFilters,
  list: listMoves,
  columns: [
    { heading: "Change", value: (row) => row.number },
    { heading: "Who", value: (row) => row.personName },
    { heading: "Title", value: (row) => row.title },
    { heading: "Becomes", value: (row) => row.newTitle },
    { heading: "From", value: (row) => row.effectiveOn },
    { heading: "State", value: (row) => stateWords[row.state].word },
    { heading: "Lines", value: (row) => row.lines },
    { heading: "Undecided", value: (row) => row.undecided },
    { heading: "Goes or lowered", value: (row) => row.goes },
    { heading: "Id", value: (row) => row.id },
  ],
});
