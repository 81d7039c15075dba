import { term } from "../../app/terms";
import { Icon, type IconName } from "../../ui/icon";

const icons: Record<string, IconName> = {
  plan: "calendar",
  draft: "edit",
  announced: "megaphone",
  deciding: "scale",
  decided: "flag",
  contract: "handshake",
  ended: "ban",
};

/** Where a plot's supply stands: icon and word, never colour alone. */
export function PipelineMark({ pipeline }: { pipeline: string }) {
  return (
    <span class={`supply-mark is-${pipeline}`}>
      <Icon name={icons[pipeline] ?? "dot"} size={14} />
      {term("supply.PipelineColumn", pipeline)}
    </span>
  );
}
