import { useSignal } from "@preact/signals";
import { useEffect, useMemo } from "preact/hooks";
import { api } from "../../api/client";
import { resource } from "../../api/resource";
import { EvidenceField, type EvidenceFile } from "../../app/evidence-field";
import { FormDialog, Refusal, TextArea } from "../../app/form-dialog";
import { asOfQuery } from "../../app/location";
import { can } from "../../app/session";
import { termOptions } from "../../app/terms";
import { zone } from "../../app/zone";
import { inLanguage } from "../../locale/language";
import { colon } from "../../locale/punctuation";
import { Chip } from "../../ui/chips";
import { Checkbox, Field, SelectField, TextField } from "../../ui/field";
import { FindingsList } from "../../ui/findings-list";
import { Note } from "../../ui/states";
import { m } from "./messages";
import { closeAsked, send, type VisitOf } from "./patrol.state";
import type { VisitPreview } from "./types";
import { type Place, PlaceField } from "./visit-place";

/** What was seen on a plot: day, sights, outcome, photographs, where one stood; the findings follow while it is filled in. */
export function VisitDialog({ of }: { of: VisitOf }) {
  const today = zone.value?.today ?? "";
  const day = useSignal(today);
  const sights = useSignal<string[]>([]);
  const outcome = useSignal("");
  const note = useSignal("");
  const away = useSignal("");
  const place = useSignal<Place | null>(null);
  const files = useSignal<EvidenceFile[]>([]);
  const alsoCase = useSignal(false);
  const ground = useSignal("not_started");
  const opensCase = () => alsoCase.value && outcome.value === "clue";
  const body = () => ({
    plot_id: of.plot_id,
    task_id: of.task_id,
    visited_on: day.value,
    sights: sights.value,
    outcome: outcome.value,
    note_zh: note.value,
    position: place.value,
    away_reason: away.value,
    evidence_ids: files.value.map(({ id }) => id),
  });
  const preview = useMemo(
    () =>
      resource(
        () => (outcome.value && day.value ? body() : null),
        (asked) => api.post("/api/patrol/visits/preview", { body: asked }),
      ),
    [of],
  );
  const picture = useMemo(
    () =>
      resource(
        () => ({ plot_id: [of.plot_id], park: of.park_code, ...asOfQuery.value }),
        (query, abort) => api.get("/api/patrol/picture", { query, signal: abort }),
      ),
    [of],
  );
  useEffect(
    () => () => {
      preview.dispose();
      picture.dispose();
    },
    [preview, picture],
  );
  const judged = preview.data.value;
  const errors = judged?.findings.filter(({ severity }) => severity === "error") ?? [];
  const isAway = judged?.findings.some(({ code }) => code === "patrol.outside_plot") || away.value !== "";
  const toggle = (sight: string) => {
    const held = sights.value;
    sights.value = held.includes(sight) ? held.filter((one) => one !== sight) : [...held, sight];
    if (sights.value.includes("no_access")) outcome.value = "revisit";
  };
  return (
    <FormDialog
      title={m.visitTitle(of.plot_no)}
      submit={m.save()}
      done={m.recorded()}
      width={860}
      ready={Boolean(outcome.value) && judged !== null && errors.length === 0 && !preview.loading.value}
      hint={errors[0] && <span class="form-note">{inLanguage(errors[0].message_zh, errors[0].message_en)}</span>}
      onClose={closeAsked}
      onSubmit={() =>
        send(api.post("/api/patrol/visits", { body: { ...body(), opens_case: opensCase() ? ground.value : null } }))
      }
    >
      <div class="patrol-plan">
        <div class="form-stack">
          <TextField
            type="date"
            required
            label={m.visitedOn()}
            value={day.value}
            min={of.planned_on ?? undefined}
            max={today}
            onValue={(v) => (day.value = v)}
          />
          <Field label={m.sights()} required>
            {(id) => (
              <div class="form-chips" id={id}>
                {termOptions("patrol.Sight").map(({ value, label }) => (
                  <Chip key={value} pressed={sights.value.includes(value)} onToggle={() => toggle(value)}>
                    {label}
                  </Chip>
                ))}
              </div>
            )}
          </Field>
          <SelectField
            required
            label={m.outcome()}
            value={outcome.value}
            placeholder={m.chooseOutcome()}
            options={termOptions("patrol.VisitOutcome")}
            onValue={(value) => {
              outcome.value = value;
            }}
          />
          {outcome.value === "clue" && can("idle_case:edit") && (
            <>
              <Checkbox
                label={m.alsoCase()}
                checked={alsoCase.value}
                onChecked={(value) => {
                  alsoCase.value = value;
                }}
              />
              {alsoCase.value && (
                <SelectField
                  label={m.ground()}
                  value={ground.value}
                  options={termOptions("idle.IdleGround")}
                  onValue={(value) => {
                    ground.value = value;
                  }}
                />
              )}
            </>
          )}
          <TextArea label={m.visitNote()} value={note.value} onValue={(v) => (note.value = v)} />
          <EvidenceField
            label={m.photos()}
            files={files.value}
            parkCode={of.park_code}
            onFiles={(found) => {
              files.value = found;
            }}
          />
          {judged && judged.photos.length > 0 && <PhotoFacts preview={judged} />}
        </div>
        <div class="form-stack">
          <PlaceField
            place={place.value}
            onPlace={(found) => {
              place.value = found;
            }}
            picture={picture.data.value}
            distance={judged?.distance_m ?? null}
            source={judged?.position_source ?? null}
          />
          {isAway && (
            <TextField label={m.awayReason()} value={away.value} maxLength={500} onValue={(v) => (away.value = v)} />
          )}
          <div aria-live="polite">
            {preview.error.value !== null && <Refusal error={preview.error.value} />}
            {judged && judged.findings.length > 0 && <FindingsList findings={judged.findings} />}
            {judged && judged.findings.length === 0 && <Note tone="success">{m.fulfils()}</Note>}
          </div>
        </div>
      </div>
    </FormDialog>
  );
}

function PhotoFacts({ preview }: { preview: VisitPreview }) {
  return (
    <ul class="quiet patrol-photos" aria-label={m.photoSays()}>
      {preview.photos.map((photo) => (
        <li key={photo.evidence_id}>
          E{photo.evidence_id}
          {colon()}
          {photo.taken_at === null && photo.lon === null
            ? m.photoNothing()
            : [
                photo.taken_at && m.takenAt(photo.taken_at.replace("T", " ").slice(0, 16)),
                photo.lon === null ? m.photoNoPlace() : m.photoPlace(),
                photo.camera,
              ]
                .filter(Boolean)
                .join(" · ")}
        </li>
      ))}
    </ul>
  );
}
