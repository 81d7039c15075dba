import { useSignal } from "@preact/signals";
import { api } from "../../api/client";
import { zone } from "../../app/zone";
import { inLanguage } from "../../locale/language";
import { Dialog } from "../../ui/dialog";
import { Checkbox, TextField } from "../../ui/field";
import { catalogue } from "./approvals.state";
import { i } from "./item-messages";
import { itemDialog } from "./items.state";
import { DayField, Text } from "./step-fields";
import { StepFrame } from "./step-frame";
import type { CatalogueStage } from "./types";

const close = () => {
  itemDialog.value = null;
};

/** A new version of a stage: its name, who leads it, where it stands, from a day on. */
export function StageForm({ stage }: { stage: CatalogueStage }) {
  const name = useSignal(stage.name_zh);
  const nameEn = useSignal(stage.name_en);
  const lead = useSignal(stage.lead_zh);
  const order = useSignal(String(stage.sort_order));
  const alongside = useSignal(stage.is_alongside);
  const day = useSignal(zone.value?.today ?? "");
  const reason = useSignal("");
  const title = i.editTitle(inLanguage(stage.name_zh, stage.name_en));
  return (
    <Dialog title={title} onClose={close} width={640}>
      <StepFrame
        title={title}
        submitLabel={i.save()}
        onDone={close}
        check={() =>
          name.value.trim() && reason.value.trim().length > 1 && Number(order.value) >= 1 ? null : i.required()
        }
        send={async () => {
          await api.put("/api/approvals/stages/{item_code}", {
            path: { item_code: stage.code },
            body: {
              name_zh: name.value.trim(),
              name_en: nameEn.value.trim(),
              lead_zh: lead.value.trim(),
              sort_order: Math.round(Number(order.value)),
              is_alongside: alongside.value,
              valid_from: day.value,
              reason: reason.value.trim(),
            },
          });
          catalogue.reload();
        }}
      >
        <div class="approval-fields">
          <Text label={i.name()} text={name} required />
          <Text label={i.nameEn()} text={nameEn} />
          <Text label={i.leadOffice()} text={lead} />
          <TextField
            label={i.order()}
            type="number"
            min={1}
            max={99}
            value={order.value}
            required
            onValue={(value) => {
              order.value = value;
            }}
          />
          <DayField label={i.validFrom()} day={day} hint={i.validHint()} />
        </div>
        <Checkbox
          label={i.alongside()}
          checked={alongside.value}
          onChecked={(checked) => {
            alongside.value = checked;
          }}
        />
        <Text label={i.reason()} text={reason} required />
      </StepFrame>
    </Dialog>
  );
}
