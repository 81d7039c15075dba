import { useState } from "preact/hooks";
import { sentenceOf } from "../../api/problem";
import { parkName, parks } from "../../app/zone";
import { Button } from "../../ui/button";
import { SelectField, TextField } from "../../ui/field";
import { Note } from "../../ui/states";
import { toast } from "../../ui/toast";
import { m } from "./messages";
import { NamesFields } from "./names-fields";
import { checkNewPark, namesOf } from "./park-entries";
import { openCode, registerPark } from "./parks.state";

export function NewPark() {
  const [code, setCode] = useState("");
  const [parent, setParent] = useState("");
  const [names, setNames] = useState(() => namesOf(null));
  const [errors, setErrors] = useState<{ code?: string; name_zh?: string }>({});
  const [failure, setFailure] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const save = async (event: Event) => {
    event.preventDefault();
    const found = checkNewPark(code, names);
    setErrors(found);
    if (Object.keys(found).length > 0) return;
    setBusy(true);
    try {
      await registerPark(code.trim(), names, parent);
      toast(m.created(names.name_zh.trim()));
    } catch (error) {
      setFailure(sentenceOf(error));
      setBusy(false);
    }
  };
  return (
    <form class="parks-form" onSubmit={save} noValidate>
      <h3>{m.add()}</h3>
      <TextField label={m.code()} hint={m.codeHint()} value={code} onValue={setCode} error={errors.code} required />
      <NamesFields names={names} error={errors.name_zh} onNames={setNames} />
      {parks.value.length > 0 && (
        <SelectField
          label={m.parent()}
          hint={m.parentHint()}
          value={parent}
          placeholder={m.noParent()}
          options={parks.value.map((park) => ({ value: park.code, label: `${park.code} ${parkName(park.code)}` }))}
          onValue={setParent}
        />
      )}
      {failure && <Note tone="error">{failure}</Note>}
      <div class="parks-buttons">
        <Button kind="primary" type="submit" busy={busy}>
          {m.create()}
        </Button>
        <Button
          onClick={() => {
            openCode.value = null;
          }}
        >
          {m.cancel()}
        </Button>
      </div>
    </form>
  );
}
