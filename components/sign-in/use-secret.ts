import { useSyncExternalStore } from "react";

/** The secret of the address, behind `#`; empty when there is none, null until the browser has been asked. */
export function useSecret(): string | null {
  return useSyncExternalStore(
    onHashChange,
    () => window.location.hash.slice(1),
    () => null,
  );
}

function onHashChange(changed: () => void): () => void {
  window.addEventListener("hashchange", changed);
  return () => window.removeEventListener("hashchange", changed);
}
