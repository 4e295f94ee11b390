"use client";

import { clsx } from "clsx";
import { type DragEvent, useEffect, useRef, useState } from "react";
import { buttonClass } from "./button";
import { useControl } from "./field";
import { fileSize } from "./file-size";

/**
 * A file, chosen, dropped or pasted (a screenshot, say), with its size. `accept` as in HTML; `maxBytes` only
 * warns early: the server decides. Stands in a `Field`.
 */
export function FileInput({
  accept,
  multiple = false,
  maxBytes,
  onChange,
}: {
  accept?: string | undefined;
  multiple?: boolean | undefined;
  maxBytes?: number | undefined;
  onChange?: ((files: File[]) => void) | undefined;
}) {
  const control = useControl();
  const input = useRef<HTMLInputElement>(null);
  const [files, setFiles] = useState<File[]>([]);
  const [over, setOver] = useState(false);
  const tooBig = maxBytes === undefined ? undefined : files.find((file) => file.size > maxBytes);

  function read() {
    const chosen = [...(input.current?.files ?? [])];
    setFiles(chosen);
    onChange?.(chosen);
  }

  function take(list: FileList) {
    if (!input.current || list.length === 0) return;
    const transfer = new DataTransfer();
    for (const file of multiple ? list : [...list].slice(0, 1)) transfer.items.add(file);
    input.current.files = transfer.files;
    read();
  }

  const latest = useRef(take);
  useEffect(() => {
    latest.current = take;
  });

  // Pasting works anywhere in the form, not only with the focus on the box.
  useEffect(() => {
    const form = input.current?.form;
    const paste = (event: ClipboardEvent) => {
      if (event.clipboardData && event.clipboardData.files.length > 0)
        latest.current(event.clipboardData.files);
    };
    const clear = () => setFiles([]);
    form?.addEventListener("paste", paste);
    form?.addEventListener("reset", clear);
    return () => {
      form?.removeEventListener("paste", paste);
      form?.removeEventListener("reset", clear);
    };
  }, []);

  function drop(event: DragEvent) {
    event.preventDefault();
    setOver(false);
    take(event.dataTransfer.files);
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is a second way beside the native input within
    <div
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
      className={clsx(
        "relative flex flex-wrap items-center gap-x-3 gap-y-1.5 rounded border border-dashed px-3 py-3",
        "has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent",
        over ? "border-accent bg-accent-ground" : "border-edge bg-sheet",
      )}
    >
      <input
        ref={input}
        type="file"
        accept={accept}
        multiple={multiple}
        onChange={read}
        className="absolute inset-0 cursor-pointer opacity-0"
        {...control}
      />
      <span aria-hidden="true" className={buttonClass("plain", "small")}>
        Choose a file
      </span>
      {files.length === 0 ? (
        <span className="text-second">or drop or paste it here</span>
      ) : (
        <div role="status" className="min-w-0">
          <ul>
            {files.map((file) => (
              <li key={file.name} className="break-all">
                {file.name} <span className="text-third">{fileSize(file.size)}</span>
              </li>
            ))}
          </ul>
        </div>
      )}
      {tooBig && maxBytes !== undefined ? (
        <p className="w-full text-sm font-medium text-critical">
          {tooBig.name} is larger than {fileSize(maxBytes)}. Choose a smaller file.
        </p>
      ) : null}
    </div>
  );
}
