import { type Command, commands } from "../../app/registry";
import { Dialog } from "../../ui/dialog";
import "./help.css";
import { helpOpen } from "./help.state";
import { m } from "./messages";

const groups = ["view", "tools", "panels", "edit"] as const;

const keyNames: Record<string, string> = {
  ArrowLeft: "←",
  ArrowRight: "→",
  ArrowUp: "↑",
  ArrowDown: "↓",
  Escape: "Esc",
  Backspace: "⌫",
};

function spelled(key: string): string {
  const parts = key.length > 1 ? key.split("+") : [key];
  return parts.map((part) => keyNames[part] ?? (part.length === 1 ? part.toUpperCase() : part)).join(" + ");
}

/** The list behind `?`: every command that is registered right now. */
export function HelpDialog() {
  if (!helpOpen.value) return null;
  const close = () => {
    helpOpen.value = false;
  };
  return (
    <Dialog title={m.shortcuts()} onClose={close} width={720} text>
      <div class="help">
        {groups.map((group) => (
          <Section key={group} title={m[group]()} entries={commands.value.filter((c) => c.group === group)} />
        ))}
        <section>
          <h3>{m.mouse()}</h3>
          <dl>
            {(["click", "ctrlClick", "drag", "shiftDrag", "wheel", "doubleClick"] as const).map((gesture) => (
              <div key={gesture} class="help-row">
                <dt>{m[`${gesture}Text`]()}</dt>
                <dd>{m[gesture]()}</dd>
              </div>
            ))}
          </dl>
        </section>
      </div>
    </Dialog>
  );
}

function Section({ title, entries }: { title: string; entries: Command[] }) {
  if (entries.length === 0) return null;
  return (
    <section>
      <h3>{title}</h3>
      <dl>
        {entries.map((entry) => (
          <div key={entry.id} class="help-row">
            <dt>{entry.label()}</dt>
            <dd>
              <kbd>{spelled(entry.keys[0] ?? "")}</kbd>
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
