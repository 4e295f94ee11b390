import { type ChainReport, verifyChain } from "@/lib/audit/verify-chain";
import { db } from "@/lib/db";
import type { Answer, RegisterVerb } from "../verb";

/** `audit verify`: walks the chain of the audit log. 0 whole · 3 something was changed. */
export const register: RegisterVerb = (program, run) => {
  program
    .command("audit")
    .description("the audit log")
    .command("verify")
    .description("walks the chain from the first event to the last and names the first bad one")
    .action(() => run(async () => answer(await verifyChain(db))));
};

function answer(report: ChainReport): Answer {
  if (report.whole) {
    return {
      lines: [
        `The audit log is whole: ${report.events} events.`,
        `Its last hash is ${report.headHash}. Keep it elsewhere: it shows later that nothing before it was rewritten.`,
      ],
      json: report,
    };
  }
  return {
    lines: [
      `The audit log is not whole. ${report.firstBad.sentence}`,
      `The ${report.events} events before it are as they were written.`,
    ],
    json: report,
    code: 3,
  };
}
