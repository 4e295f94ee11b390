import type { ReactNode } from "react";
import type { RuleInWords } from "@/lib/policy/queries";
import { Body, Cell, CellMain, CellSub, Head, HeadCell, Row, Table } from "../ui/table";

/** Rules in the order in which they are asked. With `actions` each but the fixed last one can be changed. */
export function RuleTable<Rule extends RuleInWords>({
  rules,
  actions,
}: {
  rules: Rule[];
  actions?: ((rule: Rule) => ReactNode) | undefined;
}) {
  return (
    <Table label="Rules, the first that fits counts" rows={rules.length}>
      <Head>
        <HeadCell width="w-10" align="right">
          No.
        </HeadCell>
        <HeadCell width="w-1/5">Rule</HeadCell>
        <HeadCell>When</HeadCell>
        <HeadCell width="w-1/4">Then</HeadCell>
        {actions ? (
          <HeadCell width="w-72" hidden>
            Change
          </HeadCell>
        ) : null}
      </Head>
      <Body>
        {rules.map((rule) => (
          <Row key={rule.place}>
            <Cell align="right">
              <span className="max-md:hidden">{rule.place}</span>
            </Cell>
            <Cell heading>
              <CellMain>
                <span className="md:hidden">{rule.place}. </span>
                {rule.name}
              </CellMain>
              {rule.when.length === 0 ? <CellSub>always the last</CellSub> : null}
            </Cell>
            <Cell label="When">
              {rule.when.length === 0 ? (
                <span className="text-third">no rule above fits</span>
              ) : (
                <ul className="flex flex-col gap-0.5">
                  {rule.when.map((phrase, index) => (
                    <li key={phrase}>
                      {index > 0 ? <span className="text-third">and </span> : null}
                      {phrase}
                    </li>
                  ))}
                </ul>
              )}
            </Cell>
            <Cell label="Then">
              {rule.outcomeText}
              {rule.sentence ? <CellSub>“{rule.sentence}”</CellSub> : null}
            </Cell>
            {actions ? <Cell actions>{rule.when.length > 0 ? actions(rule) : null}</Cell> : null}
          </Row>
        ))}
      </Body>
    </Table>
  );
}
