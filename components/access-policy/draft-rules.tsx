"use client";

import type { FormAction } from "@/lib/form-state";
import type { PolicyDraft } from "@/lib/policy/queries";
import { CommandForm } from "../ui/form";
import { SubmitButton } from "../ui/submit-button";
import { type RuleChoices, RuleForm } from "./rule-form";
import { RuleTable } from "./rule-table";

/** The rules of the draft, each to be changed, moved and removed. */
export function DraftRules({
  draft,
  choices,
  actions,
}: {
  draft: PolicyDraft;
  choices: RuleChoices;
  actions: { save: FormAction; move: FormAction; remove: FormAction };
}) {
  const { revision, rules } = draft;
  const last = rules.length - 1;
  return (
    <div className="flex flex-col gap-4">
      <RuleTable
        rules={rules}
        actions={({ place, name, rule }) => (
          <div className="flex flex-wrap justify-end gap-1 max-md:justify-start">
            {rule ? (
              <RuleForm
                action={actions.save}
                choices={choices}
                revision={revision}
                rule={rule}
                place={place}
              />
            ) : null}
            {place > 1 ? (
              <Press
                action={actions.move}
                label={`Move “${name}” up`}
                fields={{ revision, place, way: "up" }}
              >
                Up
              </Press>
            ) : null}
            {place < last ? (
              <Press
                action={actions.move}
                label={`Move “${name}” down`}
                fields={{ revision, place, way: "down" }}
              >
                Down
              </Press>
            ) : null}
            <Press action={actions.remove} label={`Remove “${name}”`} fields={{ revision, place }}>
              Remove
            </Press>
          </div>
        )}
      />
      <div>
        <RuleForm action={actions.save} choices={choices} revision={revision} />
      </div>
    </div>
  );
}

function Press({
  action,
  label,
  fields,
  children,
}: {
  action: FormAction;
  label: string;
  fields: Record<string, string | number>;
  children: string;
}) {
  return (
    <CommandForm action={action} label={label} className="contents">
      {Object.entries(fields).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <SubmitButton tone="quiet" size="small">
        {children}
        <span className="sr-only">: {label}</span>
      </SubmitButton>
    </CommandForm>
  );
}
