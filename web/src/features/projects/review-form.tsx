import { useEffect, useState } from "preact/hooks";
import { api, isAbort } from "../../api/client";
import { sentenceOf } from "../../api/problem";
import { term } from "../../app/terms";
import { shownDate } from "../../app/zone";
import { Checkbox, TextField } from "../../ui/field";
import { Note } from "../../ui/states";
import { FormDialog, TextArea } from "./form-dialog";
import { send } from "./projects.state";
import { itemFrom, judgeFrom, linesOf } from "./review-lines";
import { rm } from "./review-messages";
import type { Project } from "./types";

const visited = "started,building,completed,producing,attained";

/** Plan an on-site review: when, which projects in which order, what is scored, who judges. */
export function ReviewForm() {
  const [entries, setEntries] = useState({
    round_zh: "",
    title_zh: "重点项目观摩讲评",
    held_on: shownDate.value ?? "",
    host_zh: "",
    route_note_zh: "",
    items: "投资规模 25\n形象进度 35\n技术含量 20\n亩均效益 20",
    judges: "",
  });
  const [choices, setChoices] = useState<Project[]>([]);
  const [route, setRoute] = useState<number[]>([]);
  const [failure, setFailure] = useState<string | null>(null);
  useEffect(() => {
    const question = new AbortController();
    api
      .get("/api/projects", { query: { stage: visited }, signal: question.signal })
      .then(({ items }) => setChoices(items))
      .catch((error: unknown) => !isAbort(error) && setFailure(sentenceOf(error)));
    return () => question.abort();
  }, []);
  const set = (name: keyof typeof entries) => (value: string) => setEntries({ ...entries, [name]: value });
  const items = linesOf(entries.items, itemFrom);
  const judges = linesOf(entries.judges, judgeFrom);
  const toggle = (id: number, on: boolean) => setRoute(on ? [...route, id] : route.filter((other) => other !== id));
  return (
    <FormDialog
      title={rm.newReview()}
      submit={rm.newReview()}
      done={rm.planned()}
      width={640}
      ready={
        [entries.round_zh, entries.title_zh, entries.held_on].every((text) => text.trim()) &&
        route.length > 0 &&
        items !== null &&
        judges !== null
      }
      onSubmit={() =>
        send(
          api.post("/api/site-reviews", {
            body: {
              round_zh: entries.round_zh.trim(),
              title_zh: entries.title_zh.trim(),
              held_on: entries.held_on,
              host_zh: entries.host_zh.trim(),
              route_note_zh: entries.route_note_zh.trim(),
              route,
              items: items ?? [],
              judges: judges ?? [],
            },
          }),
        )
      }
    >
      {failure && <Note tone="error">{failure}</Note>}
      <div class="form-pairs">
        <TextField
          label={rm.round()}
          placeholder="2026年第四季度"
          value={entries.round_zh}
          onValue={set("round_zh")}
          required
        />
        <TextField label={rm.title()} value={entries.title_zh} onValue={set("title_zh")} required />
        <TextField label={rm.heldOn()} type="date" value={entries.held_on} onValue={set("held_on")} required />
        <TextField label={rm.host()} value={entries.host_zh} onValue={set("host_zh")} />
      </div>
      <fieldset class="route-choices">
        <legend class="field-label">{rm.route()}</legend>
        <p class="field-hint">{rm.routeHint()}</p>
        {choices.map((project) => {
          const place = route.indexOf(project.id);
          return (
            <Checkbox
              key={project.id}
              checked={place >= 0}
              onChecked={(on) => toggle(project.id, on)}
              label={`${place >= 0 ? `${place + 1}. ` : ""}${project.name_zh} · ${project.park_code} · ${term("projects.ProjectStage", project.stage)}`}
            />
          );
        })}
      </fieldset>
      <TextArea
        label={rm.items()}
        hint={rm.itemsHint()}
        value={entries.items}
        onValue={set("items")}
        required
        rows={4}
      />
      <TextArea
        label={rm.judges()}
        hint={rm.judgesHint()}
        value={entries.judges}
        onValue={set("judges")}
        required
        rows={4}
      />
      <TextArea label={rm.routeNote()} value={entries.route_note_zh} onValue={set("route_note_zh")} rows={2} />
    </FormDialog>
  );
}
