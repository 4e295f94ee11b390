import { expect, it } from "vitest";
import { readText } from "@/lib/http/read-text";

const sent = (body: BodyInit | null, headers: Record<string, string> = {}) =>
  new Request("http://localhost/", { method: "POST", body, headers, duplex: "half" } as RequestInit);

/** A body of unknown length, without end; counts what was taken of it. */
function endless(): { body: ReadableStream; taken: () => number } {
  let count = 0;
  const body = new ReadableStream({
    pull(controller) {
      count += 1;
      controller.enqueue(new Uint8Array(100));
    },
  });
  return { body, taken: () => count };
}

it("reads what is short enough, to the last byte", async () => {
  expect(await readText(sent("Łukasz"), 7)).toBe("Łukasz");
  expect(await readText(sent("Łukasz"), 6)).toBeNull();
  expect(await readText(sent(null), 0)).toBe("");
});

it("joins a letter that two chunks share", async () => {
  const bytes = new TextEncoder().encode("€");
  const body = new ReadableStream({
    start(controller) {
      controller.enqueue(bytes.slice(0, 1));
      controller.enqueue(bytes.slice(1));
      controller.close();
    },
  });
  expect(await readText(sent(body), 10)).toBe("€");
});

it("believes a length that is declared too long, and reads no further than it must when none is", async () => {
  expect(await readText(sent("short", { "content-length": "1000" }), 10)).toBeNull();
  const { body, taken } = endless();
  expect(await readText(sent(body), 1_000)).toBeNull();
  expect(taken()).toBeLessThan(20);
});
