import { useEffect, useId, useRef, useState } from "preact/hooks";
import { Problem, sentenceOf } from "../../api/problem";
import type { Finding } from "../../api/types";
import { zone } from "../../app/zone";
import { isIsoDate } from "../../locale/date";
import { inLanguage } from "../../locale/language";
import { formatNumber } from "../../locale/number";
import { Button } from "../../ui/button";
import { CancelButton, Dialog } from "../../ui/dialog";
import { Checkbox, Field, TextField } from "../../ui/field";
import { FindingsList } from "../../ui/findings-list";
import { Note } from "../../ui/states";
import { toast } from "../../ui/toast";
import { m } from "./messages";
import { draftOf, industries, type Offer, type OfferDraft, priceOf, saveOffer } from "./offer.state";

type Errors = Partial<Record<keyof OfferDraft, string>>;

function check(draft: OfferDraft): Errors {
  const errors: Errors = {};
  if (Number.isNaN(priceOf(draft.priceWanPerMu))) errors.priceWanPerMu = m.priceWrong();
  if (!isIsoDate(draft.validFrom)) errors.validFrom = m.needDate();
  if (draft.reason.trim().length < 2) errors.reason = m.needReason();
  return errors;
}

/** The whole of what the public is told, every time: one form, one date, one reason. */
export function OfferForm({ shown, onClose }: { shown: Offer; onClose: () => void }) {
  const [draft, setDraft] = useState(() => draftOf(shown, zone.value?.today ?? ""));
  const [errors, setErrors] = useState<Errors>({});
  const [failure, setFailure] = useState<{ sentence: string; findings: Finding[] } | null>(null);
  const [busy, setBusy] = useState(false);
  const form = useId();
  const refusal = useRef<HTMLDivElement>(null);
  useEffect(() => refusal.current?.scrollIntoView({ block: "nearest" }), [failure]);
  const set = (name: keyof OfferDraft) => (value: string) => setDraft({ ...draft, [name]: value });
  const text = (name: Exclude<keyof OfferDraft, "industryCodes">) => ({
    value: draft[name],
    onValue: set(name),
    error: errors[name],
  });
  const submit = async (event: Event) => {
    event.preventDefault();
    const wrong = check(draft);
    setErrors(wrong);
    setFailure(null);
    if (Object.keys(wrong).length > 0) return;
    setBusy(true);
    try {
      await saveOffer(shown.plot_id, draft);
      toast(m.saved());
      onClose();
    } catch (error) {
      setFailure({ sentence: sentenceOf(error), findings: error instanceof Problem ? error.findings : [] });
      setBusy(false);
    }
  };
  const yuan = priceOf(draft.priceWanPerMu);
  const toggle = (code: string) => (checked: boolean) =>
    setDraft({
      ...draft,
      industryCodes: checked
        ? [...draft.industryCodes, code].sort()
        : draft.industryCodes.filter((other) => other !== code),
    });
  return (
    <Dialog
      title={m.editTitle()}
      onClose={onClose}
      width={640}
      footer={
        <>
          <CancelButton />
          <Button kind="primary" type="submit" form={form} busy={busy}>
            {m.save()}
          </Button>
        </>
      }
    >
      <form id={form} class="form-column" onSubmit={submit} noValidate>
        <p class="quiet">{m.editText()}</p>
        <fieldset class="offer-industries">
          <legend class="field-label">{m.industries()}</legend>
          {(industries.data.value ?? []).map((industry) => (
            <Checkbox
              key={industry.code}
              label={`${industry.code} ${inLanguage(industry.name_zh, industry.name_en)}`}
              checked={draft.industryCodes.includes(industry.code)}
              onChecked={toggle(industry.code)}
            />
          ))}
        </fieldset>
        <div class="offer-pair">
          <TextField
            label={m.priceField()}
            inputMode="decimal"
            hint={yuan === null || Number.isNaN(yuan) ? m.priceEmpty() : m.priceHint(formatNumber(yuan, 2))}
            {...text("priceWanPerMu")}
          />
          <TextField label={m.delivery()} type="date" hint={m.deliveryHint()} {...text("deliveryOn")} />
          <TextField label={m.contactZh()} maxLength={80} {...text("contactZh")} />
          <TextField label={m.contactEn()} maxLength={80} {...text("contactEn")} />
          <TextField label={m.phone()} type="tel" maxLength={80} {...text("contactPhone")} />
          <TextField label={m.source()} hint={m.sourceHint()} maxLength={80} {...text("source")} />
        </div>
        {(["summaryZh", "summaryEn"] as const).map((name) => (
          <Field key={name} label={m[name]()}>
            {(id) => (
              <textarea
                id={id}
                class="textarea"
                rows={2}
                maxLength={600}
                value={draft[name]}
                onInput={(event) => set(name)(event.currentTarget.value)}
              />
            )}
          </Field>
        ))}
        <div class="offer-pair">
          <TextField label={m.validFrom()} type="date" required {...text("validFrom")} />
          <TextField label={m.reason()} hint={m.reasonHint()} maxLength={80} required {...text("reason")} />
        </div>
        {failure && (
          <div ref={refusal}>
            <Note tone="error">
              {failure.sentence}
              {failure.findings.length > 0 && <FindingsList findings={failure.findings} />}
            </Note>
          </div>
        )}
      </form>
    </Dialog>
  );
}
