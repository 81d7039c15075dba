import { Button } from "../ui/button";
import { Icon } from "../ui/icon";
import { EmptyState } from "../ui/states";
import { dropLimit, limitsOf } from "./address";
import { limitWords, m } from "./messages";
import { clearWish, setWish, wish } from "./state";
import type { SiteList } from "./types";

/** Nothing meets the wish: say which single limit to drop, with the number of sites the server counts without it. */
export function NothingFound({ answer }: { answer: SiteList }) {
  if (answer.published === 0) return <EmptyState title={m.nonePublished()}>{m.nonePublishedWhy()}</EmptyState>;
  const helpful = limitsOf(wish.value)
    .map((limit) => ({ limit, count: answer.without[limit] ?? 0 }))
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.count - a.count);
  return (
    <div class="nothing">
      <Icon name="search" size={28} class="nothing-icon" />
      <h2>{m.nothing()}</h2>
      {helpful.length > 0 ? <p>{m.relax()}</p> : <p>{m.dropNone()}</p>}
      <ul class="nothing-choices">
        {helpful.map(({ limit, count }) => (
          <li key={limit}>
            <Button kind="primary" onClick={() => setWish(dropLimit(wish.value, limit))}>
              {m.drop(limitWords[limit](), count)}
            </Button>
          </li>
        ))}
        <li>
          <Button onClick={clearWish}>{m.seeAll(answer.published)}</Button>
        </li>
      </ul>
    </div>
  );
}
