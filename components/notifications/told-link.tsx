"use client";

import { startTransition } from "react";
import type { FormAction } from "@/lib/form-state";
import { Link } from "../ui/link";

/** Leads to what it is about; whoever follows it has read it. */
export function ToldLink({
  notice,
  markRead,
}: {
  notice: { id: string; subject: string; href: string; unread: boolean };
  markRead: FormAction;
}) {
  function follow() {
    if (!notice.unread) return;
    const data = new FormData();
    data.set("noticeId", notice.id);
    // Not waited for: the page that is opened is what they want. What fails stays new.
    startTransition(async () => {
      await markRead(null, data).catch(() => null);
    });
  }
  return (
    <Link href={notice.href} tone="quiet" className={notice.unread ? "font-semibold" : ""} onClick={follow}>
      {notice.subject}
    </Link>
  );
}
