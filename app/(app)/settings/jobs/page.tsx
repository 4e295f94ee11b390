import type { Metadata } from "next";
import { FailedJobs } from "@/components/operations/failed-jobs";
import { JobTable } from "@/components/operations/job-table";
import { counted } from "@/components/ui/counted";
import { Page, Section } from "@/components/ui/page";
import { requireActor } from "@/lib/auth/session";
import { listJobs } from "@/lib/operations/queries";
import { runAgainAction, runJobAction } from "./actions";

export const metadata: Metadata = { title: "Jobs" };

export default async function JobsPage() {
  const { jobs, failed, mayRun } = await listJobs(await requireActor());
  const given = jobs.reduce((sum, job) => sum + job.failed, 0);
  return (
    <Page
      crumbs={[{ label: "Settings", href: "/settings" }]}
      title={given > 0 ? `${counted(given, "job")} given up` : "Every job does its work"}
      lead="What Keyholder does by itself. What was missed while it was off is made up for at its next start, once."
    >
      <JobTable jobs={jobs} run={mayRun ? runJobAction : null} />
      {failed.length > 0 ? (
        <Section title="Given up" lead="Tried several times. What they were for has not happened.">
          <FailedJobs jobs={failed} runAgain={mayRun ? runAgainAction : null} />
        </Section>
      ) : null}
    </Page>
  );
}
