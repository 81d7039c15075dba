import { permalink } from "../../app/location";
import { commands } from "../../app/registry";
import { Icon } from "../../ui/icon";
import { copy } from "./copy";
import { m } from "./messages";

function run(id: string): void {
  commands.value.find((command) => command.id === id)?.run();
}

/** Right end of the status line: link, print, keys. */
export function StatusActions() {
  return (
    <>
      <span class="status-gap" />
      <span class="status-item">
        <button type="button" class="status-button" onClick={() => copy(permalink.value, m.shared())}>
          <Icon name="link" size={14} />
          {m.share()}
        </button>
        <button type="button" class="status-button" onClick={() => run("print")}>
          <Icon name="print" size={14} />
          {m.print()}
        </button>
        <button type="button" class="status-button" aria-keyshortcuts="?" onClick={() => run("help")}>
          <Icon name="help" size={14} />
          {m.help()}
        </button>
      </span>
    </>
  );
}
