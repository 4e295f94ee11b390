"use server";

import { exportAudit } from "@/lib/accounts/export-audit";
import { action } from "@/lib/action";

/** Says nothing but the ticket, with which the page fetches the file. */
export const exportAuditAction = action(exportAudit, { done: ({ ticket }) => ticket });
