import { useState } from "preact/hooks";
import { sentenceOf } from "../../api/problem";
import { termOptions } from "../../app/terms";
import { parkName, parks } from "../../app/zone";
import { Button } from "../../ui/button";
import { CancelButton, Dialog } from "../../ui/dialog";
import { Checkbox, SelectField, TextField } from "../../ui/field";
import { Note } from "../../ui/states";
import { toast } from "../../ui/toast";
import { type Account, type AccountEntries, type AccountErrors, checkAccount, entriesOf } from "./account-entries";
import { changeAccount, createAccount, dialog } from "./accounts.state";
import { m } from "./messages";
import { PasswordEntry } from "./password-entry";

/** A new account, or name, role and parks of one. */
export function AccountForm({ account }: { account: Account | null }) {
  const [entries, setEntries] = useState<AccountEntries>(() => entriesOf(account));
  const [errors, setErrors] = useState<AccountErrors>({});
  const [failure, setFailure] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const set = (change: Partial<AccountEntries>) => setEntries({ ...entries, ...change });
  const close = () => {
    dialog.value = null;
  };
  const save = async (event: Event) => {
    event.preventDefault();
    const found = checkAccount(entries, account === null);
    setErrors(found);
    setFailure(null);
    if (Object.keys(found).length > 0) return;
    setBusy(true);
    try {
      if (account) await changeAccount(account, entries);
      else await createAccount(entries);
      toast(account ? m.changed(account.username) : m.created(entries.username));
    } catch (error) {
      setFailure(sentenceOf(error));
      setBusy(false);
    }
  };
  return (
    <Dialog
      title={account ? m.editTitle(account.username) : m.add()}
      onClose={close}
      footer={
        <>
          <CancelButton />
          <Button kind="primary" type="submit" form="account-form" busy={busy}>
            {account ? m.save() : m.create()}
          </Button>
        </>
      }
    >
      <form id="account-form" class="form-column" onSubmit={save} noValidate>
        {failure && <Note tone="error">{failure}</Note>}
        {account === null && (
          <TextField
            label={m.username()}
            hint={m.usernameHint()}
            value={entries.username}
            onValue={(username) => set({ username: username.trim().toLowerCase() })}
            error={errors.username}
            autocomplete="off"
            required
          />
        )}
        <TextField
          label={m.name()}
          value={entries.displayName}
          onValue={(displayName) => set({ displayName })}
          error={errors.displayName}
          maxLength={64}
          autocomplete="off"
          required
        />
        <SelectField
          label={m.role()}
          value={entries.role}
          options={termOptions("auth.Role")}
          placeholder={account === null ? m.needRole() : undefined}
          error={errors.role}
          required
          onValue={(role) => set({ role })}
        />
        <Parks entries={entries} error={errors.parkCodes} set={set} />
        {account === null && (
          <PasswordEntry
            label={m.password()}
            value={entries.password}
            error={errors.password}
            onValue={(password) => set({ password })}
          />
        )}
      </form>
    </Dialog>
  );
}

interface ParksProps {
  entries: AccountEntries;
  error: string | undefined;
  set: (change: Partial<AccountEntries>) => void;
}

function Parks({ entries, error, set }: ParksProps) {
  const toggle = (code: string, on: boolean) =>
    set({ parkCodes: on ? [...entries.parkCodes, code].sort() : entries.parkCodes.filter((other) => other !== code) });
  return (
    <fieldset class="accounts-parks">
      <legend class="field-label">{m.parks()}</legend>
      <Checkbox label={m.allParks()} checked={entries.allParks} onChecked={(allParks) => set({ allParks })} />
      {!entries.allParks &&
        parks.value.map(({ code }) => (
          <Checkbox
            key={code}
            label={`${code} ${parkName(code)}`}
            checked={entries.parkCodes.includes(code)}
            onChecked={(on) => toggle(code, on)}
          />
        ))}
      {error && (
        <p class="field-error" role="alert">
          {error}
        </p>
      )}
    </fieldset>
  );
}
