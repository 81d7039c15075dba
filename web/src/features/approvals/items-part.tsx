import { sentenceOf } from "../../api/problem";
import { can } from "../../app/session";
import { term } from "../../app/terms";
import { isHistory } from "../../app/zone";
import { formatDate } from "../../locale/date";
import { inLanguage } from "../../locale/language";
import { Button } from "../../ui/button";
import { Badge } from "../../ui/chips";
import { ErrorState, LoadingState } from "../../ui/states";
import { catalogue } from "./approvals.state";
import { ItemForm, RetireForm } from "./item-form";
import { ItemHistory } from "./item-history";
import { i } from "./item-messages";
import { itemDialog } from "./items.state";
import { limitWords } from "./limit-words";
import { m } from "./messages";
import { StageForm } from "./stage-form";
import type { Catalogue, CatalogueItem, CatalogueStage } from "./types";

/** 事项清单: stages and items in force on the day, each with its limit, law, materials, basis and whether anybody confirmed it. */
export function ItemsPart() {
  const data = catalogue.data.value;
  const error = catalogue.error.value;
  if (error !== null) return <ErrorState text={sentenceOf(error)} onRetry={catalogue.reload} />;
  if (!data) return <LoadingState />;
  const mayEdit = can("approval_item:edit") && !isHistory.value;
  const open = itemDialog.value;
  return (
    <>
      <div class="approval-sums">
        <p class="quiet">
          {i.intro()} {!can("approval_item:edit") && i.readOnly()}
        </p>
        {mayEdit && (
          <Button
            kind="primary"
            icon="plus"
            onClick={() => {
              itemDialog.value = { kind: "new" };
            }}
          >
            {i.add()}
          </Button>
        )}
      </div>
      {data.stages.map((stage) => (
        <StageItems key={stage.code} stage={stage} data={data} mayEdit={mayEdit} />
      ))}
      {open?.kind === "new" && <ItemForm item={null} data={data} />}
      {open?.kind === "edit" && <ItemForm item={open.item} data={data} />}
      {open?.kind === "history" && <ItemHistory item={open.item} />}
      {open?.kind === "stage" && <StageForm stage={open.stage} />}
      {open?.kind === "retire" && <RetireForm item={open.item} />}
    </>
  );
}

function StageItems({ stage, data, mayEdit }: { stage: CatalogueStage; data: Catalogue; mayEdit: boolean }) {
  const items = data.items.filter(({ stage_code }) => stage_code === stage.code);
  const titles = [i.name(), i.office(), i.promised(), i.law(), i.needs(), i.extension(), i.materials(), i.basis(), ""];
  return (
    <section class="page-card page-scroll">
      <h3 class="approval-items-stage">
        {inLanguage(stage.name_zh, stage.name_en)}{" "}
        <span class="quiet">
          {stage.lead_zh && i.lead(stage.lead_zh)}
          {stage.is_alongside && ` · ${i.alongside()}`}
        </span>
        {mayEdit && (
          <Button
            kind="quiet"
            icon="edit"
            onClick={() => {
              itemDialog.value = { kind: "stage", stage };
            }}
          >
            {i.edit()}
          </Button>
        )}
      </h3>
      <table class={`page-table approval-items ${mayEdit ? "approval-items-edit" : ""}`}>
        <thead>
          <tr>
            {titles.map((title) => (
              <th key={title} scope="col">
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {items.map((item) => (
            <ItemRow key={item.code} item={item} data={data} mayEdit={mayEdit} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

function ItemRow({ item, data, mayEdit }: { item: CatalogueItem; data: Catalogue; mayEdit: boolean }) {
  const names = new Map(data.items.map((one) => [one.code, inLanguage(one.name_zh, one.name_en)]));
  const late = item.materials.filter(({ tolerable }) => tolerable).length;
  const open = (kind: "edit" | "history" | "retire") => () => {
    itemDialog.value = { kind, item };
  };
  return (
    <tr>
      <th scope="row">
        {inLanguage(item.name_zh, item.name_en)}
        <span class="page-badges">
          {item.is_tolerable && <Badge tone="accent">{i.tolerable()}</Badge>}
          {item.handling !== "ordinary" && <Badge>{term("approvals.HandlingKind", item.handling)}</Badge>}
          {item.open_cases > 0 && <Badge>{i.openCases(item.open_cases)}</Badge>}
          {item.coming_on && <Badge tone="info">{i.coming(formatDate(item.coming_on))}</Badge>}
        </span>
      </th>
      <td>{item.department_zh}</td>
      <td class="figure">{limitWords(item.days, item.unit)}</td>
      <td class="figure">{limitWords(item.statutory_days, item.statutory_unit)}</td>
      <td>{item.needs.map((code) => names.get(code) ?? code).join("、") || "—"}</td>
      <td class="figure">{item.extension_days_max ? limitWords(item.extension_days_max, item.unit) : "—"}</td>
      <td>{i.materialCount(item.materials.length, late)}</td>
      <td class="approval-items-basis">
        {item.basis}{" "}
        <Badge tone={item.confirmed ? "success" : "warning"}>{item.confirmed ? m.confirmed() : m.unconfirmed()}</Badge>
        {item.note && <span class="quiet">{item.note}</span>}
      </td>
      <td class="page-actions">
        {mayEdit && (
          <Button kind="quiet" icon="edit" onClick={open("edit")}>
            {i.edit()}
          </Button>
        )}
        <Button kind="quiet" icon="history" onClick={open("history")}>
          {i.history()}
        </Button>
        {mayEdit && (
          <Button kind="quiet" icon="ban" onClick={open("retire")}>
            {i.retire()}
          </Button>
        )}
      </td>
    </tr>
  );
}
