import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { api } from "../../api/client";
import { sentenceOf } from "../../api/problem";
import type * as contract from "../../api/schema";
import { noteDataChange } from "../../app/changes";
import { termOptions } from "../../app/terms";
import { zone } from "../../app/zone";
import { inLanguage } from "../../locale/language";
import { Dialog } from "../../ui/dialog";
import { Checkbox, SelectField } from "../../ui/field";
import { ErrorState, LoadingState } from "../../ui/states";
import { board, showProcess } from "./approvals.state";
import { opening } from "./open-form.state";
import { p } from "./process-messages";
import { DayField, Text } from "./step-fields";
import { StepFrame } from "./step-frame";
import type { Catalogue } from "./types";

type ListedProject = contract.ProjectAnswer;

const usual = ["project_filing", "land_planning_permit", "design_review", "works_planning_permit", "drawing_review"];
const later = ["fire_design_review", "construction_permit"];

/** Open the process of a project: mode, first day, and the items it needs. */
export function OpenForm() {
  const found = useSignal<{ projects: ListedProject[]; catalogue: Catalogue } | null>(null);
  const failure = useSignal<unknown>(null);
  const read = async () => {
    failure.value = null;
    try {
      const [projects, catalogue] = await Promise.all([api.get("/api/projects"), api.get("/api/approvals/items")]);
      found.value = { projects: projects.items, catalogue };
    } catch (error) {
      failure.value = error;
    }
  };
  useEffect(() => void read(), []);
  const close = () => {
    opening.value = false;
  };
  return (
    <Dialog title={p.openTitle()} onClose={close} width={760}>
      {failure.value !== null && <ErrorState text={sentenceOf(failure.value)} onRetry={() => void read()} />}
      {!found.value && failure.value === null && <LoadingState />}
      {found.value && <Content {...found.value} onDone={close} />}
    </Dialog>
  );
}

interface ContentProps {
  projects: ListedProject[];
  catalogue: Catalogue;
  onDone: () => void;
}

function Content({ projects, catalogue, onDone }: ContentProps) {
  const taken = new Set(board.data.value?.projects.map(({ project_id }) => project_id));
  const ended = new Set(["terminated", "withdrawn", "lead"]);
  const free = projects.filter(({ id, stage }) => !taken.has(id) && !ended.has(stage));
  const project = useSignal("");
  const mode = useSignal("standard");
  const day = useSignal(zone.value?.today ?? "");
  const note = useSignal("");
  const chosen = useSignal<string[]>([...usual, ...later]);
  const simulated = mode.value === "land_ready";
  return (
    <StepFrame
      title={p.openTitle()}
      onDone={onDone}
      check={() => (project.value && chosen.value.length ? null : p.chooseFirst())}
      send={async () => {
        await api.post("/api/approvals/projects/{project_id}", {
          path: { project_id: Number(project.value) },
          body: {
            mode: mode.value,
            started_on: day.value,
            note: note.value.trim(),
            items: chosen.value.map((code) => ({ code, is_simulated: simulated && code !== "project_filing" })),
          },
        });
        noteDataChange();
        showProcess(Number(project.value));
      }}
    >
      <div class="approval-fields">
        <SelectField
          label={p.whichProject()}
          value={project.value}
          placeholder={p.chooseProject()}
          options={free.map((one) => ({
            value: String(one.id),
            label: `${one.project_no} ${inLanguage(one.name_zh, one.name_en)}`,
          }))}
          onValue={(value) => {
            project.value = value;
          }}
          required
        />
        <SelectField
          label={p.mode()}
          value={mode.value}
          options={termOptions("approvals.ProcessMode")}
          hint={simulated ? p.simulatedHint() : undefined}
          onValue={(value) => {
            mode.value = value;
          }}
        />
        <DayField label={p.firstDay()} day={day} />
      </div>
      <ItemChoices catalogue={catalogue} chosen={chosen} />
      <Text label={p.note()} text={note} />
    </StepFrame>
  );
}

/** The items of the list by stage, to be ticked. */
export function ItemChoices({
  catalogue,
  chosen,
  only,
}: {
  catalogue: Pick<Catalogue, "stages"> & {
    items: { code: string; stage_code: string; name_zh: string; name_en: string }[];
  };
  chosen: { value: string[] };
  only?: Set<string>;
}) {
  return (
    <fieldset class="approval-choices">
      <legend class="field-label">{p.items()}</legend>
      <p class="field-hint">{p.itemsHint()}</p>
      <div class="approval-choice-stages">
        {catalogue.stages.map((stage) => {
          const items = catalogue.items.filter(
            ({ stage_code, code }) => stage_code === stage.code && (!only || only.has(code)),
          );
          if (!items.length) return null;
          return (
            <div key={stage.code}>
              <h4>{inLanguage(stage.name_zh, stage.name_en)}</h4>
              {items.map(({ code, name_zh, name_en }) => (
                <Checkbox
                  key={code}
                  label={inLanguage(name_zh, name_en)}
                  checked={chosen.value.includes(code)}
                  onChecked={(checked) => {
                    chosen.value = checked ? [...chosen.value, code] : chosen.value.filter((one) => one !== code);
                  }}
                />
              ))}
            </div>
          );
        })}
      </div>
    </fieldset>
  );
}
