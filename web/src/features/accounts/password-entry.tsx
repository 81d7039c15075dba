import { copyText } from "../../app/copy-text";
import { shortestPassword } from "../../app/session";
import { Button, IconButton } from "../../ui/button";
import { TextField } from "../../ui/field";
import { generatePassword } from "./account-entries";
import { m } from "./messages";

interface Props {
  label: string;
  value: string;
  error: string | undefined;
  onValue: (value: string) => void;
}

/** The first password in clear: the administrator has to read it out or copy it; its owner must change it. */
export function PasswordEntry({ label, value, error, onValue }: Props) {
  return (
    <div class="accounts-password">
      <TextField
        label={label}
        hint={m.passwordHint(shortestPassword)}
        value={value}
        onValue={onValue}
        error={error}
        autocomplete="new-password"
        required
      />
      <Button onClick={() => onValue(generatePassword())}>{m.generate()}</Button>
      <IconButton
        icon="copy"
        label={m.copyPassword()}
        disabled={!value}
        onClick={() => copyText(value, m.thePassword())}
      />
    </div>
  );
}
