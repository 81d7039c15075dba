import { sentenceOf } from "../../api/problem";
import { parkName } from "../../app/zone";
import { formatDate } from "../../locale/date";
import { Button } from "../../ui/button";
import { EmptyState, ErrorState, LoadingState } from "../../ui/states";
import { m } from "./messages";
import { asked, groups, mayEdit, openView, setFilter } from "./patrol.state";
import type { Group } from "./types";

/** Who goes out, and how many plots each group looks after. */
export function GroupsView() {
  const found = groups.data.value;
  if (groups.error.value !== null) return <ErrorState text={sentenceOf(groups.error.value)} onRetry={groups.reload} />;
  if (!found) return <LoadingState />;
  const add = mayEdit.value && (
    <Button
      icon="plus"
      onClick={() => {
        asked.value = { kind: "group" };
      }}
    >
      {m.newGroup()}
    </Button>
  );
  if (!found.length) {
    return (
      <EmptyState icon="user" title={m.emptyGroups()} action={add || undefined}>
        {m.emptyGroupsText()}
      </EmptyState>
    );
  }
  return (
    <>
      <div class="patrol-acts patrol-line">{add}</div>
      <ul class="patrol-groups">
        {found.map((group) => (
          <GroupCard key={group.id} group={group} />
        ))}
      </ul>
    </>
  );
}

function GroupCard({ group }: { group: Group }) {
  return (
    <li class="page-card patrol-group">
      <h3>{group.name_zh}</h3>
      <p class="quiet">
        {group.park_code ? parkName(group.park_code) : m.wholeZone()} ·{" "}
        <button
          type="button"
          class="text-button"
          onClick={() => {
            openView("coverage");
            setFilter("group_id", String(group.id));
          }}
        >
          {m.plotsOfGroup(group.plot_count)}
        </button>
      </p>
      {group.members.length === 0 && <p class="quiet">{m.noMembers()}</p>}
      <ul>
        {group.members.map((member) => (
          <li key={member.id} class="patrol-member">
            <span>
              {member.name_zh} <span class="quiet">{member.phone}</span>
            </span>
            <span class="quiet">
              {m.from()} {formatDate(member.joined_on)}
            </span>
            {mayEdit.value && (
              <Button
                kind="quiet"
                onClick={() => {
                  asked.value = { kind: "leave", group, member };
                }}
              >
                {m.leave()}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {mayEdit.value && (
        <Button
          icon="plus"
          onClick={() => {
            asked.value = { kind: "member", group };
          }}
        >
          {m.addMember()}
        </Button>
      )}
    </li>
  );
}
