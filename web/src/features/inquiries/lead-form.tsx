import { useState } from "preact/hooks";
import { api } from "../../api/client";
import { FormDialog, TextArea } from "../../app/form-dialog";
import { parkName, parks } from "../../app/zone";
import { areaToM2 } from "../../locale/units";
import { SelectField, TextField } from "../../ui/field";
import { closeAsked, send } from "./inquiries.state";
import { m } from "./messages";
import type { InquirySheet } from "./types";

const amount = (text: string) => (text.trim() === "" ? null : Number(text));
const isAmount = (text: string) => text.trim() === "" || Number(text) > 0;

/** What a lead is called and wants; nothing of the asker goes along. */
export function LeadForm({ inquiry }: { inquiry: InquirySheet }) {
  const [park, setPark] = useState(inquiry.park_code ?? "");
  const [name, setName] = useState("");
  const [nameEn, setNameEn] = useState("");
  const [investment, setInvestment] = useState("");
  const [land, setLand] = useState("");
  const [content, setContent] = useState("");
  const save = () => {
    const [wan, mu] = [amount(investment), amount(land)];
    return send(
      api.post("/api/inquiries/{inquiry_id}/lead", {
        path: { inquiry_id: inquiry.id },
        body: {
          park_code: park,
          name_zh: name.trim(),
          name_en: nameEn.trim(),
          investment_yuan: wan === null ? null : wan * 10_000,
          land_wanted_m2: mu === null ? null : Number(areaToM2(mu, "mu").toFixed(2)),
          content_zh: content.trim(),
        },
      }),
    );
  };
  return (
    <FormDialog
      title={`${m.lead()} · ${inquiry.receipt_no}`}
      submit={m.lead()}
      done={m.leadDone()}
      ready={park !== "" && name.trim() !== "" && isAmount(investment) && isAmount(land)}
      onClose={closeAsked}
      onSubmit={save}
    >
      <p class="quiet">{m.leadHint()}</p>
      {inquiry.park_code === null && (
        <SelectField
          label={m.park()}
          value={park}
          placeholder={m.choose()}
          options={parks.value.map(({ code }) => ({ value: code, label: `${code} ${parkName(code)}` }))}
          onValue={setPark}
          required
        />
      )}
      <TextField label={m.leadName()} value={name} maxLength={80} onValue={setName} required />
      <TextField label={m.leadNameEn()} value={nameEn} maxLength={120} onValue={setNameEn} />
      <TextField label={m.leadInvestment()} value={investment} inputMode="decimal" onValue={setInvestment} />
      <TextField label={m.leadLand()} value={land} inputMode="decimal" onValue={setLand} />
      <TextArea label={m.leadContent()} value={content} onValue={setContent} />
    </FormDialog>
  );
}
