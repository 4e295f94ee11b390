"use server";

import { action } from "@/lib/action";
import { addSource } from "@/lib/sources/add-source";
import { changeGuard } from "@/lib/sources/change-guard";
import { editSource } from "@/lib/sources/edit-source";
import { endSource } from "@/lib/sources/end-source";
import { makeSecret } from "@/lib/sources/make-secret";
import { makeToken } from "@/lib/sources/make-token";
import { mapGroup } from "@/lib/sources/map-group";
import { revokeSecret } from "@/lib/sources/revoke-secret";
import { revokeToken } from "@/lib/sources/revoke-token";

export const addSourceAction = action(addSource, { to: ({ id }) => `/settings/sources/${id}` });
export const editSourceAction = action(editSource, { done: ({ name }) => `${name} is changed.` });
export const endSourceAction = action(endSource, {
  done: ({ name }) => `The connection with ${name} is ended.`,
});
/** Says nothing but the token, which the page shows once to copy. */
export const makeTokenAction = action(makeToken, { done: ({ token }) => token });
export const revokeTokenAction = action(revokeToken, {
  done: ({ prefix }) => `The token ${prefix}… opens nothing any more.`,
});
export const changeGuardAction = action(changeGuard, { done: "Changed. What is held already stays held." });
/** Says nothing but the secret, which the page shows once to copy. */
export const makeSecretAction = action(makeSecret, { done: ({ secret }) => secret });
export const revokeSecretAction = action(revokeSecret, {
  done: ({ ending }) => `What is signed with the secret …${ending} is refused from now on.`,
});
export const mapGroupAction = action(mapGroup, {
  done: ({ name, mapped }) => (mapped ? `“${name}” is mapped.` : `“${name}” means nothing now.`),
});
