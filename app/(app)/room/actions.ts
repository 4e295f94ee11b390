"use server";

import { action } from "@/lib/action";
import { answerItems } from "@/lib/requests/answer-items";
import { answeredInWords } from "@/lib/requests/rules/client-answer";

export const answerItemsAction = action(answerItems, { done: answeredInWords });
