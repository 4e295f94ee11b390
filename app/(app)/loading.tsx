import { SkeletonPage } from "@/components/ui/skeleton";

/** What a page shows while its queries run: lines where its own will stand. */
export default function Loading() {
  return <SkeletonPage />;
}
