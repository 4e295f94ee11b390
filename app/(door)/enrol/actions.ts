"use server";

import { setPassword } from "@/lib/accounts/set-password";
import { action } from "@/lib/action";

export const setPasswordAction = action(setPassword, { done: "Your password is set." });
