import { expect, it } from "vitest";
import { isRouterState } from "@/lib/http/router-state";

const written = (state: unknown) => encodeURIComponent(JSON.stringify(state));
const page = { children: ["__PAGE__", {}] };

it.each([
  [["", { children: ["(app)", page] }, null, "refetch"]],
  [["", { children: [["id", "42", "d", null], page, ["/clients/42", ""], null, 16] }, null, null, true]],
])("the state of a client's router is one: %j", (state) => {
  expect(isRouterState(written(state))).toBe(true);
});

it.each([
  ["x"],
  [""],
  ["%"],
  ["%7B"],
  [written(null)],
  [written({})],
  [written([])],
  [written([""])],
  [written([1, {}])],
  [written(["", []])],
  [written(["", { children: "x" }])],
  [written(["", { children: [["id"], {}] }])],
  [written(["", {}, { a: 1 }])],
  [written(["", { children: ["x".repeat(40_000), {}] }])],
  ["[".repeat(10_000)],
  [["a", "b"]],
])("anything else is none: %j", (header) => {
  expect(isRouterState(header)).toBe(false);
});
