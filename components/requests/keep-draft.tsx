"use client";

import { useEffect, useRef, useState } from "react";
import { Link } from "@/components/ui/link";
import { readDraft } from "./read-draft";

/** A draft that was opened, as its form needs it. */
export type KeptDraft = { id: string; version: number };

type More = { assetId: string; roleIds: string[]; reason: string };
type Said = { tone: "kept" | "not-kept"; words: string; newer: boolean } | null;

/** Shortly after the last change; again when no answer came. */
const WAIT_MS = 700;
const RETRY_MS = 5_000;

/**
 * Keeps what is entered in the form around it, without a press, and says so in one quiet line. A change that was made
 * in another window is not overwritten: then nothing is kept here any more, and the line says where the newer one is.
 */
export function KeepDraft({
  clientId,
  kept,
  hidden,
  colleagueId,
  choices,
}: {
  clientId: string;
  kept: KeptDraft | null;
  /** Kept choices of more than the smallest whose fields are not on the screen yet. */
  hidden: More[];
  /** The template, which is chosen beside the form. */
  colleagueId: string | null;
  /** Whatever changes when something is chosen by other means than an input. */
  choices: string;
}) {
  const place = useRef<HTMLDivElement>(null);
  const [id, setId] = useState(kept?.id ?? null);
  const [said, setSaid] = useState<Said>(null);
  const known = useRef({ id: kept?.id ?? null, version: kept?.version ?? 0, last: "", stopped: false });
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const saving = useRef(false);
  const beside = useRef({ hidden, colleagueId });
  beside.current = { hidden, colleagueId };

  function read(): string | null {
    const form = place.current?.closest("form");
    const { hidden, colleagueId } = beside.current;
    return form ? JSON.stringify(readDraft(new FormData(form), hidden, colleagueId)) : null;
  }

  async function save() {
    const content = read();
    if (content === null || content === known.current.last || known.current.stopped) return;
    if (saving.current) return schedule(WAIT_MS);
    saving.current = true;
    known.current.id ??= crypto.randomUUID();
    setId(known.current.id);
    const { id: draftId, version } = known.current;
    try {
      const response = await fetch("/api/requests/draft", {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify({ id: draftId, version, clientId, content: JSON.parse(content) }),
        keepalive: true,
      });
      const answer = await response.json();
      if (response.ok) {
        known.current.version = answer.version;
        known.current.last = content;
        setSaid({ tone: "kept", words: "Draft kept.", newer: false });
        if (version === 0)
          window.history.replaceState(null, "", `/requests/new?client=${clientId}&draft=${draftId}`);
      } else {
        // Somebody who types on is told once more, unless what is kept is not what stands here.
        known.current.stopped = response.status === 409 && version > 0;
        if (known.current.stopped) setId(null);
        setSaid({ tone: "not-kept", words: answer.error.message, newer: known.current.stopped });
      }
    } catch {
      setSaid({ tone: "not-kept", words: "No answer came, so this is not kept yet.", newer: false });
      schedule(RETRY_MS);
    } finally {
      saving.current = false;
    }
  }
  const latest = useRef(save);
  latest.current = save;

  function schedule(after: number) {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => void latest.current(), after);
  }

  // biome-ignore lint/correctness/useExhaustiveDependencies: the form is listened to once
  useEffect(() => {
    const form = place.current?.closest("form");
    if (!form) return;
    known.current.last = read() ?? "";
    const change = () => schedule(WAIT_MS);
    const sent = () => clearTimeout(timer.current);
    const leave = () => {
      if (document.visibilityState === "hidden" && timer.current !== undefined) void latest.current();
    };
    for (const event of ["input", "change", "click"]) form.addEventListener(event, change);
    form.addEventListener("submit", sent);
    document.addEventListener("visibilitychange", leave);
    return () => {
      clearTimeout(timer.current);
      for (const event of ["input", "change", "click"]) form.removeEventListener(event, change);
      form.removeEventListener("submit", sent);
      document.removeEventListener("visibilitychange", leave);
    };
  }, []);

  const first = useRef(choices);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only what is chosen counts
  useEffect(() => {
    if (choices !== first.current) schedule(WAIT_MS);
  }, [choices]);

  return (
    <div ref={place} role="status" className="min-h-5 text-sm">
      {id ? <input type="hidden" name="draftId" value={id} /> : null}
      {said ? (
        <p className={said.tone === "kept" ? "text-third" : "text-attention"}>
          {said.words}{" "}
          {said.newer ? (
            <a href={`/requests/new?draft=${known.current.id}`} className="underline">
              Open what is kept
            </a>
          ) : null}
          {said.tone === "kept" ? (
            <>
              It stands under{" "}
              <Link href="/requests?show=drafts" className="underline">
                your drafts
              </Link>{" "}
              until you send it.
            </>
          ) : null}
        </p>
      ) : null}
    </div>
  );
}
