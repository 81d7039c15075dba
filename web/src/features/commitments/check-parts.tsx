import { term, termOptions } from "../../app/terms";
import { Button, IconButton } from "../../ui/button";
import { Select, SelectField, TextField } from "../../ui/field";
import { type CheckForm, change, type ReviewerRow } from "./check-form.state";
import { m } from "./messages";

/** What the reviewers decide, with the day or the consequence that the decision needs. */
export function Verdict({ form: current }: { form: CheckForm }) {
  return (
    <div class="promise-grid">
      <SelectField
        required
        label={m.verdict()}
        value={current.verdict}
        placeholder={m.choose()}
        options={termOptions("supply.CheckVerdict")}
        onValue={(value) => change({ verdict: value as CheckForm["verdict"] })}
      />
      {current.verdict === "rectify" && (
        <TextField
          type="date"
          required
          label={m.rectifyBy()}
          value={current.rectify_by}
          min={current.checked_on}
          onValue={(value) => change({ rectify_by: value })}
        />
      )}
      {(current.verdict === "rectify" || current.verdict === "broken") && (
        <TextField
          required={current.verdict === "broken"}
          label={m.consequence()}
          value={current.consequence}
          onValue={(value) => change({ consequence: value })}
        />
      )}
    </div>
  );
}

/** Who took part, office by office, and who answers for the whole. */
export function Signatures({ form: current }: { form: CheckForm }) {
  const set = (index: number, part: Partial<ReviewerRow>) =>
    change({ reviewers: current.reviewers.map((row, other) => (other === index ? { ...row, ...part } : row)) });
  const offices = termOptions("supply.ReviewingOffice");
  const left = offices.find(({ value }) => !current.reviewers.some((row) => row.office === value));
  return (
    <fieldset class="promise-set">
      <legend>{m.reviewers()}</legend>
      {current.reviewers.map((row, index) => (
        <div key={index} class="promise-row promise-reviewer-row">
          <Select
            label={m.office()}
            value={row.office}
            options={offices}
            onValue={(value) => set(index, { office: value })}
          />
          <input
            class="input"
            aria-label={m.signer()}
            placeholder={m.signer()}
            value={row.name}
            onInput={(event) => set(index, { name: event.currentTarget.value })}
          />
          <input
            class="input"
            aria-label={m.opinion()}
            placeholder={m.opinion()}
            value={row.opinion}
            onInput={(event) => set(index, { opinion: event.currentTarget.value })}
          />
          <IconButton
            icon="close"
            label={`${m.remove()} ${term("supply.ReviewingOffice", row.office)}`}
            onClick={() => change({ reviewers: current.reviewers.filter((_, other) => other !== index) })}
          />
        </div>
      ))}
      {left && (
        <Button
          icon="plus"
          onClick={() => change({ reviewers: [...current.reviewers, { office: left.value, name: "", opinion: "" }] })}
        >
          {m.addReviewer()}
        </Button>
      )}
      <TextField
        required
        label={m.signedOffBy()}
        value={current.signed_off_by}
        onValue={(value) => change({ signed_off_by: value })}
      />
    </fieldset>
  );
}
