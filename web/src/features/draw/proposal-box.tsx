import { signal } from "@preact/signals";
import { api } from "../../api/client";
import { Problem } from "../../api/problem";
import { noteDataChange } from "../../app/changes";
import { openDesk } from "../../app/location";
import { goToBbox } from "../../app/map-actions";
import { desks } from "../../app/registry";
import { can } from "../../app/session";
import { parks } from "../../app/zone";
import { inLanguage } from "../../locale/language";
import { Button, IconButton } from "../../ui/button";
import { SelectField, TextField } from "../../ui/field";
import { Note } from "../../ui/states";
import { openProposal, openSheet, proposalId, proposals } from "./board.state";
import { b } from "./board-messages";
import { keepFault, keeping } from "./board-sketch";

const beginning = signal(false);
const title = signal("");
const park = signal("");
const fault = signal<string | null>(null);

async function begin(): Promise<void> {
  fault.value = title.value.trim() ? (park.value ? null : b.needPark()) : b.needTitle();
  if (fault.value) return;
  try {
    const made = await api.post("/api/proposals", {
      body: {
        park_code: park.value,
        title_zh: title.value.trim(),
      },
    });
    title.value = "";
    beginning.value = false;
    noteDataChange();
    openProposal(made.id!);
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    fault.value = error.sentence;
  }
}

/** Which proposal is drawn in; a new one can be begun here. */
export function ProposalBox() {
  if (!can("proposal:read")) return null;
  if (proposalId.value !== null) return <OpenProposal />;
  const list = proposals.data.value?.items ?? [];
  return (
    <section class="drawing-box" aria-label={b.openProposal()}>
      <h2 class="drawing-title">{b.openProposal()}</h2>
      <p class="drawing-hint-text">{b.openHint()}</p>
      {list.length > 0 && (
        <SelectField
          label={b.proposal()}
          value=""
          placeholder={b.pickProposal()}
          options={list.map((one) => ({ value: String(one.id), label: `${one.proposal_no} ${one.title_zh}` }))}
          onValue={(id) => openProposal(Number(id))}
        />
      )}
      {can("proposal:edit") &&
        (beginning.value ? (
          <NewProposal />
        ) : (
          <Button
            icon="plus"
            onClick={() => {
              beginning.value = true;
            }}
          >
            {b.newProposal()}
          </Button>
        ))}
    </section>
  );
}

function NewProposal() {
  return (
    <form
      class="drawing-new"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void begin();
      }}
    >
      <TextField
        label={b.newTitle()}
        hint={b.titleExample()}
        required
        maxLength={200}
        value={title.value}
        onValue={(text) => {
          title.value = text;
        }}
      />
      <SelectField
        label={b.park()}
        required
        value={park.value}
        placeholder="—"
        options={parks.value.map((one) => ({
          value: one.code,
          label: `${one.code} ${inLanguage(one.name_zh, one.name_en)}`,
        }))}
        onValue={(code) => {
          park.value = code;
        }}
      />
      {fault.value && <Note tone="error">{fault.value}</Note>}
      <Button kind="primary" type="submit">
        {b.create()}
      </Button>
    </form>
  );
}

function OpenProposal() {
  const now = openSheet.value;
  const bbox = now?.bbox;
  const kept = keepFault.value
    ? b.notSaved(keepFault.value)
    : { idle: "", saving: b.saving(), saved: b.saved() }[keeping.value];
  return (
    <section class="drawing-box drawing-open" aria-label={b.proposal()}>
      <div class="drawing-open-line">
        <strong>{now ? b.inProposal(now.proposal_no) : "…"}</strong>
        <span class="drawing-kept" role="status">
          {kept}
        </span>
        {bbox && (
          <IconButton
            icon="target"
            label={b.showAll()}
            onClick={() => goToBbox(bbox as [number, number, number, number])}
          />
        )}
        {desks.value.some(({ id }) => id === "proposals") && (
          <IconButton icon="document" label={b.toReview()} onClick={() => openDesk("proposals")} />
        )}
        <IconButton icon="close" label={b.leaveProposal()} onClick={() => openProposal(null)} />
      </div>
      {now && (
        <p class="drawing-open-title">
          {now.title_zh} · {inLanguage(now.park_name_zh, now.park_name_en)}
        </p>
      )}
    </section>
  );
}
