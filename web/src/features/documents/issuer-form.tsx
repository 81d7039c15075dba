import { useSignal } from "@preact/signals";
import { sentenceOf } from "../../api/problem";
import { Button } from "../../ui/button";
import { CancelButton, Dialog } from "../../ui/dialog";
import { TextField } from "../../ui/field";
import { Note } from "../../ui/states";
import { toast } from "../../ui/toast";
import { dialog, type Issuer, issuer, saveIssuer } from "./documents.state";
import { m } from "./messages";

const empty: Issuer = {
  name_zh: "",
  code_zh: "",
  address: "",
  postcode: "",
  phone: "",
  representative: "",
  account_name: "",
  bank_name: "",
  bank_account: "",
};

const rows: { field: keyof Issuer; label: () => string; required?: boolean; hint?: () => string }[] = [
  { field: "name_zh", label: m.name, required: true },
  { field: "code_zh", label: m.code, required: true, hint: m.codeHint },
  { field: "representative", label: m.representative },
  { field: "address", label: m.address },
  { field: "postcode", label: m.postcode },
  { field: "phone", label: m.phone },
  { field: "account_name", label: m.accountName },
  { field: "bank_name", label: m.bank },
  { field: "bank_account", label: m.bankAccount },
];

/** The issuing office from a day on. */
export function IssuerForm() {
  const values = useSignal<Issuer>({ ...empty, ...issuer.data.value?.issuer });
  const validFrom = useSignal("");
  const failure = useSignal<string | null>(null);
  const busy = useSignal(false);
  const close = () => {
    dialog.value = null;
  };

  async function save(event: Event) {
    event.preventDefault();
    busy.value = true;
    failure.value = null;
    try {
      await saveIssuer(values.value, validFrom.value || null);
      toast(m.saved());
      close();
    } catch (error) {
      failure.value = sentenceOf(error);
      busy.value = false;
    }
  }

  const lacking = !values.value.name_zh.trim() || !values.value.code_zh.trim();
  return (
    <Dialog
      title={m.issuer()}
      width={560}
      onClose={close}
      footer={
        <>
          <CancelButton />
          <Button kind="primary" type="submit" form="issuer-form" busy={busy.value} disabled={lacking}>
            {m.save()}
          </Button>
        </>
      }
    >
      <form id="issuer-form" class="form-column" onSubmit={save} noValidate>
        {failure.value && <Note tone="error">{failure.value}</Note>}
        {rows.map(({ field, label, required, hint }) => (
          <TextField
            key={field}
            label={label()}
            hint={hint?.()}
            value={values.value[field]}
            onValue={(value) => {
              values.value = { ...values.value, [field]: value };
            }}
            maxLength={field === "code_zh" ? 20 : field === "postcode" ? 10 : 100}
            required={required}
          />
        ))}
        <TextField
          label={m.validFrom()}
          type="date"
          value={validFrom.value}
          onValue={(value) => {
            validFrom.value = value;
          }}
        />
      </form>
    </Dialog>
  );
}
