import type { ComponentChildren } from "preact";
import { sentenceOf } from "../../api/problem";
import type { Resource } from "../../api/resource";
import { ErrorState, LoadingState } from "../../ui/states";

/** What a resource gives, or that it is on its way, or the sentence why it is not there. */
export function Loaded<T>({ from, children }: { from: Resource<T>; children: (data: T) => ComponentChildren }) {
  const error = from.error.value;
  if (error !== null) return <ErrorState text={sentenceOf(error)} onRetry={from.reload} />;
  const data = from.data.value;
  return data === null ? <LoadingState /> : children(data);
}
