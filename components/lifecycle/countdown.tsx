"use client";

import { useEffect, useState } from "react";
import { Shape, toneText } from "@/components/ui/shape";

/**
 * A clock that runs down to a due time, and up after it. The server draws it for its own `now`; in the browser it goes
 * on from there by the time that has gone by since, so that a browser's wrong clock changes nothing.
 */
export function Countdown({ label, due, now }: { label: string; due: string; now: string }) {
  const [gone, setGone] = useState(0);
  useEffect(() => {
    const begun = performance.now();
    const timer = setInterval(() => setGone(performance.now() - begun), 1_000);
    return () => clearInterval(timer);
  }, []);
  const left = Date.parse(due) - Date.parse(now) - gone;
  const over = left < 0;
  return (
    <div role="timer" aria-label={label} className="flex flex-col">
      <span className={`text-label ${toneText[over ? "critical" : "high"]}`}>
        <Shape tone={over ? "critical" : "high"} className="mr-1.25 -mt-0.5 align-middle" />
        {label}
      </span>
      <span className="font-serif text-figure font-semibold tabular-nums">
        {clockText(Math.abs(left))}
        {over ? " over" : ""}
      </span>
    </div>
  );
}

/** "59:07", "3:59:07", "2 d 3:00:00". */
function clockText(milliseconds: number): string {
  const seconds = Math.floor(milliseconds / 1_000);
  const two = (count: number) => String(count).padStart(2, "0");
  const [days, hours, minutes] = [
    Math.floor(seconds / 86_400),
    Math.floor((seconds % 86_400) / 3_600),
    Math.floor((seconds % 3_600) / 60),
  ];
  const rest = `${two(minutes)}:${two(seconds % 60)}`;
  return [days > 0 ? `${days} d` : null, days + hours > 0 ? `${hours}:${rest}` : rest]
    .filter(Boolean)
    .join(" ");
}
