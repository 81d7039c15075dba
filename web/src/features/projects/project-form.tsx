import { useState } from "preact/hooks";
import { api } from "../../api/client";
import { termOptions } from "../../app/terms";
import { parkName, parks, shownDate } from "../../app/zone";
import { SelectField, TextField } from "../../ui/field";
import { FormDialog, TextArea } from "./form-dialog";
import { m, ms } from "./messages";
import { type Links, PlotLink } from "./plot-link";
import { bodyOf, changesOf, type Entries, entriesOf } from "./project-entries";
import { officers, openProject, send } from "./projects.state";
import type { ProjectSheet } from "./types";

/** Enter a project, or change what is known of one. */
export function ProjectForm({ project }: { project: ProjectSheet | null }) {
  const [entries, setEntries] = useState<Entries>(() =>
    entriesOf(project, parks.value[0]?.code ?? "", shownDate.value ?? ""),
  );
  const [links, setLinks] = useState<Links>({
    plot: project?.plot_id ? { id: project.plot_id, no: project.plot_no ?? String(project.plot_id) } : null,
    contractId: project?.contract_id ?? null,
  });
  const set = (name: keyof Entries) => (value: string) => setEntries({ ...entries, [name]: value });
  const text = (name: keyof Entries, label: string, more: { unit?: string; hint?: string; list?: string } = {}) => (
    <TextField
      label={label}
      value={entries[name]}
      onValue={set(name)}
      type={more.unit ? "number" : "text"}
      min={more.unit ? 0 : undefined}
      {...more}
    />
  );
  const save = async () => {
    const facts = bodyOf(entries, links, officers.data.value ?? []);
    if (project) {
      const body = { ...changesOf(facts, project), reason: entries.reason.trim() };
      return send(api.patch("/api/projects/{project_id}", { path: { project_id: project.id }, body }));
    }
    const { park_code, stage, moved_on } = entries;
    const made = await send(api.post("/api/projects", { body: { ...facts, park_code, stage, moved_on } }));
    openProject(made.id!);
    return made;
  };
  return (
    <FormDialog
      title={project ? ms.edit() : m.newProject()}
      submit={project ? m.save() : m.newProject()}
      done={project ? m.saved() : ms.registered()}
      width={640}
      ready={entries.name_zh.trim() !== "" && (project ? entries.reason.trim().length > 1 : entries.moved_on !== "")}
      onSubmit={save}
    >
      <div class="form-pairs">
        <TextField label={m.name()} value={entries.name_zh} onValue={set("name_zh")} maxLength={200} required />
        {text("name_en", ms.nameEn())}
        {!project && (
          <>
            <SelectField
              label={m.park()}
              value={entries.park_code}
              options={parks.value.map(({ code }) => ({ value: code, label: `${code} ${parkName(code)}` }))}
              onValue={set("park_code")}
              required
            />
            <SelectField
              label={ms.firstStage()}
              value={entries.stage}
              options={termOptions("projects.ProjectStage").slice(0, 2)}
              onValue={set("stage")}
              required
            />
            <TextField
              label={ms.movedOn()}
              type="date"
              value={entries.moved_on}
              max={shownDate.value ?? undefined}
              onValue={set("moved_on")}
              required
            />
          </>
        )}
        <SelectField
          label={ms.kind()}
          value={entries.kind}
          options={termOptions("projects.ProjectKind")}
          onValue={set("kind")}
        />
        <SelectField
          label={ms.source()}
          value={entries.source}
          options={termOptions("projects.ProjectSource")}
          onValue={set("source")}
        />
        {text("source_note", ms.sourceNote())}
        {text("industry_code", ms.industry())}
        {text("investment_wan", ms.investmentWan(), { unit: ms.wan() })}
        {text("land_wanted_m2", ms.landWanted(), { unit: "㎡" })}
        {text("output_wan", ms.output(), { unit: ms.wan() })}
        {text("tax_wan", ms.tax(), { unit: ms.wan() })}
        {text("owner_name", ms.owner())}
        {text("lead_office", ms.leadOffice())}
        {text("duty_office", ms.dutyOffice())}
        {text("service_officer_name", m.officer(), { list: "projects-officers" })}
        <TextField label={ms.entered()} type="date" value={entries.entered_on} onValue={set("entered_on")} />
      </div>
      <datalist id="projects-officers">
        {(officers.data.value ?? []).map(({ name }) => (
          <option key={name} value={name} />
        ))}
      </datalist>
      <TextArea label={ms.content()} value={entries.content_zh} onValue={set("content_zh")} />
      <PlotLink links={links} onLinks={setLinks} />
      {project && (
        <TextArea label={ms.changeReason()} value={entries.reason} onValue={set("reason")} required rows={2} />
      )}
    </FormDialog>
  );
}
