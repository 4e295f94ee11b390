import { countedInWords } from "@/components/ui/counted";
import { Link } from "@/components/ui/link";
import { Body, Cell, CellMain, CellSub, Head, HeadCell, Row, Table } from "@/components/ui/table";
import type { KitDifference } from "@/lib/requests/queries/kit-differences";

/** Who holds too little or too much for the kit of their role, with the way to put it right. */
export function KitDifferences({
  differences,
  askHref,
}: {
  differences: readonly KitDifference[];
  askHref: (membershipId: string) => string;
}) {
  const withKit = differences.filter((each) => each.hasKit || each.more.length > 0);
  const telling = withKit.filter((each) => each.lacks.length + each.more.length > 0);
  const fine = withKit.length - telling.length;
  return (
    <>
      <Table label="Too little and too much" rows={telling.length} empty={null}>
        <Head>
          <HeadCell width="w-1/4">Person</HeadCell>
          <HeadCell>Too little</HeadCell>
          <HeadCell>Too much</HeadCell>
        </Head>
        <Body>
          {telling.map((each) => (
            <Row key={each.membershipId}>
              <Cell heading>
                <CellMain href={`/people/${each.person.id}`}>{each.person.name}</CellMain>
                <CellSub>{each.role}</CellSub>
              </Cell>
              <Cell label="Too little">
                <Lacks difference={each} href={askHref(each.membershipId)} />
              </Cell>
              <Cell label="Too much">
                <More difference={each} />
              </Cell>
            </Row>
          ))}
        </Body>
      </Table>
      {fine > 0 ? (
        <p className="text-second">
          {telling.length > 0 ? "The other " : ""}
          {countedInWords(fine, "seat holds", "seats hold")} exactly what the kit gives.
        </p>
      ) : null}
    </>
  );
}

function Lacks({ difference, href }: { difference: KitDifference; href: string }) {
  const { lacks, asks, person } = difference;
  if (lacks.length === 0) return <span className="text-third">nothing</span>;
  const open = lacks.some((each) => each.waits === null);
  return (
    <>
      <ul>
        {lacks.map(({ assetId, name, waits }) => (
          <li key={assetId}>
            {name}
            {waits ? <span className="text-third"> waits in {waits}</span> : null}
          </li>
        ))}
      </ul>
      {open && asks === true ? (
        <p className="mt-1">
          <Link href={href}>Ask for what {person.name} is missing</Link>
        </p>
      ) : null}
      {open && asks !== true ? <CellSub>{asks}</CellSub> : null}
    </>
  );
}

function More({ difference: { more } }: { difference: KitDifference }) {
  if (more.length === 0) return <span className="text-third">nothing</span>;
  return (
    <ul>
      {more.map(({ grantId, name, role, adds }) => (
        <li key={grantId}>
          <Link href={`/register/${grantId}`} className="underline">
            {role} on {name}
          </Link>{" "}
          <span className="text-high">adds {adds}</span>
        </li>
      ))}
    </ul>
  );
}
