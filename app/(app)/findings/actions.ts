"use server";

import { action } from "@/lib/action";
import { resolveFinding } from "@/lib/register/resolve-finding";

export const resolveFindingAction = action(resolveFinding, { done: "The finding is closed." });
