import { useEffect, useMemo } from "preact/hooks";
import { api } from "../../api/client";
import { sentenceOf } from "../../api/problem";
import { resource } from "../../api/resource";
import { formatDate, formatInstant } from "../../locale/date";
import { inLanguage } from "../../locale/language";
import { Badge } from "../../ui/chips";
import { Dialog } from "../../ui/dialog";
import { ErrorState, LoadingState } from "../../ui/states";
import { i } from "./item-messages";
import { itemDialog } from "./items.state";
import { limitWords } from "./limit-words";
import { m } from "./messages";
import type { CatalogueItem } from "./types";

/** Every version ever recorded of an item, those that hold first, corrected ones after. */
export function ItemHistory({ item }: { item: CatalogueItem }) {
  const found = useMemo(
    () =>
      resource(
        () => ({ code: item.code }),
        ({ code }, abort) =>
          api.get("/api/approvals/items/{item_code}/versions", { path: { item_code: code }, signal: abort }),
      ),
    [item.code],
  );
  useEffect(() => found.dispose, [found]);
  const list = found.data.value;
  return (
    <Dialog
      title={i.historyTitle(inLanguage(item.name_zh, item.name_en))}
      width={720}
      text
      onClose={() => {
        itemDialog.value = null;
      }}
    >
      {found.error.value !== null && <ErrorState text={sentenceOf(found.error.value)} onRetry={found.reload} />}
      {!list && found.error.value === null && <LoadingState />}
      <ul class="approval-records">
        {list?.map((version) => (
          <li key={version.id} class={version.replaced_at ? "is-replaced" : undefined}>
            <p>
              <strong class="figure">
                {version.effective_to
                  ? i.period(formatDate(version.effective_from), formatDate(version.effective_to))
                  : i.since(formatDate(version.effective_from))}
              </strong>{" "}
              <Badge tone={version.confirmed ? "success" : "warning"}>
                {version.confirmed ? m.confirmed() : m.unconfirmed()}
              </Badge>{" "}
              {version.is_tolerable && <Badge tone="accent">{i.tolerable()}</Badge>}
            </p>
            <p>
              {i.promised()} {limitWords(version.days, version.unit)} · {i.law()}{" "}
              {limitWords(version.statutory_days, version.statutory_unit)} · {version.department_zh}
            </p>
            <p>
              {i.materials()}：
              {version.materials.map((one) => one.name_zh + (one.tolerable ? `（${i.mayBeLate()}）` : "")).join("、") ||
                i.none()}
            </p>
            <p class="quiet">
              {version.basis} ·{" "}
              {i.recorded(formatInstant(version.recorded_at), version.recorded_by_name || i.shipped())}
              {version.replaced_at && ` · ${i.replaced(formatInstant(version.replaced_at))}`}
            </p>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
