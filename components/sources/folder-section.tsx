import type { FolderDetail, FolderLine } from "@/lib/sources/folder-queries";
import { Badge } from "../ui/badge";
import { Callout } from "../ui/callout";
import { Section } from "../ui/page";
import { Body, Cell, CellMain, CellSub, Head, HeadCell, Row, Table } from "../ui/table";
import { Time } from "../ui/time";

/** HR's folder: whether it is read, what is in the way, and what became of the newest files. */
export function FolderSection({ folder }: { folder: FolderDetail }) {
  const { path, readAt, problem, problemSince, files } = folder;
  return (
    <Section
      title="The folder"
      id="folder"
      lead="An HR system that can only export a list of people puts it into a folder of the server. What is new there waits for review, and nothing counts before somebody has applied it."
    >
      {path && problem ? (
        <Callout tone="critical" title="The folder cannot be read">
          {problem} {problemSince ? <Time value={problemSince} as="datetime" /> : null}
        </Callout>
      ) : null}
      {path ? (
        <p className="max-w-prose">
          <code className="font-mono text-sm break-all">{path}</code> is read every five minutes.{" "}
          {readAt ? (
            <>
              Last read <Time value={readAt} as="datetime" />.
            </>
          ) : (
            "It has not been read yet."
          )}
        </p>
      ) : (
        <p className="max-w-prose text-second">
          No folder is read just now. Whoever runs the server turns it on by{" "}
          <code className="font-mono">HR_FOLDER</code>, the whole path of a folder that Keyholder may read.
        </p>
      )}
      {files.length > 0 ? <FileTable files={files} review={folder.can.review} /> : null}
      {path && files.length === 0 && !problem ? (
        <p className="text-second">It has held no list of people yet.</p>
      ) : null}
    </Section>
  );
}

function FileTable({ files, review }: { files: FolderLine[]; review: boolean }) {
  return (
    <Table label="Files of the folder" rows={files.length}>
      <Head>
        <HeadCell>File</HeadCell>
        <HeadCell>What became of it</HeadCell>
        <HeadCell width="w-44">Found</HeadCell>
      </Head>
      <Body>
        {files.map((file) => (
          <Row key={file.sha256} muted={file.state === "discarded"}>
            <Cell heading>
              <CellMain href={review && file.runId ? `/import/${file.runId}` : undefined}>
                {file.name}
              </CellMain>
              <CellSub>
                written <Time value={file.modifiedAt} as="datetime" />
              </CellSub>
            </Cell>
            <Cell label="Became">
              <Became file={file} />
            </Cell>
            <Cell label="Found">
              <Time value={file.foundAt} as="datetime" />
            </Cell>
          </Row>
        ))}
      </Body>
    </Table>
  );
}

function Became({ file }: { file: FolderLine }) {
  if (file.refusal)
    return (
      <>
        <Badge tone="critical">Could not be read</Badge>
        <CellSub>{file.refusal}</CellSub>
      </>
    );
  const { appliedAt, number } = file;
  if (file.state === "review")
    return (
      <>
        <Badge tone="attention">Waits for review</Badge>
        <CellSub>
          import {number}
          {file.unmapped ? ", its columns are to be confirmed" : ""}
        </CellSub>
      </>
    );
  if (appliedAt)
    return (
      <>
        <Badge tone="fine">Applied</Badge>
        <CellSub>
          import {number}, <Time value={appliedAt} as="datetime" />
        </CellSub>
      </>
    );
  return (
    <>
      <Badge>{file.replacedBy ? "Replaced" : "Discarded"}</Badge>
      <CellSub>
        {file.replacedBy
          ? `import ${number}, by the newer file of import ${file.replacedBy}`
          : `import ${number}`}
      </CellSub>
    </>
  );
}
