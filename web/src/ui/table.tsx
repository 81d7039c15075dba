import type { ComponentChildren } from "preact";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { Icon } from "./icon";

export const rowHeight = 32;

export interface Column<R> {
  key: string;
  title: ComponentChildren;
  /** Pixels; the column marked `grow` takes the rest. */
  width: number;
  grow?: boolean;
  align?: "start" | "end";
  /** The name the server sorts by; left out = not sortable. */
  sort?: string;
  cell: (row: R) => ComponentChildren;
  footer?: ComponentChildren;
}

interface Props<R> {
  columns: Column<R>[];
  /** Number of rows in all; rows not loaded yet are undefined and drawn as a pale bar. */
  count: number;
  rowAt: (index: number) => R | undefined;
  rowKey: (row: R) => string | number;
  label: string;
  /** "area_m2" or "-area_m2". */
  sort?: string;
  onSort?: (sort: string) => void;
  isSelected?: (row: R) => boolean;
  isHovered?: (row: R) => boolean;
  onSelect?: (row: R, event: MouseEvent | KeyboardEvent) => void;
  onOpen?: (row: R) => void;
  onHover?: (row: R | null) => void;
  /** The rows that are (nearly) visible, for loading pages. */
  onRange?: (from: number, to: number) => void;
  /** Bring this row into view when the number changes. */
  scrollToIndex?: number | null;
  empty?: ComponentChildren;
}

/** Table of 32 px rows that draws only what is visible: 50,000 rows cost as much as fifty. Arrow keys walk, Enter opens. */
export function Table<R>(props: Props<R>) {
  const { columns, count, rowAt, rowKey, sort, onSort, onRange, scrollToIndex } = props;
  const box = useRef<HTMLDivElement>(null);
  const [view, setView] = useState({ top: 0, height: 400 });
  const [active, setActive] = useState(0);
  const from = Math.max(0, Math.floor(view.top / rowHeight) - 6);
  const to = Math.min(count, Math.ceil((view.top + view.height) / rowHeight) + 6);

  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return;
    const measure = () => setView({ top: element.scrollTop, height: element.clientHeight });
    measure();
    const watch = new ResizeObserver(measure);
    watch.observe(element);
    return () => watch.disconnect();
  }, []);
  useEffect(() => {
    if (count > 0) onRange?.(from, to);
  }, [from, to, count, onRange]);
  const hasFooter = columns.some((column) => column.footer !== undefined);
  const reveal = (index: number) => {
    const element = box.current;
    if (!element) return;
    const top = index * rowHeight;
    // Head, foot and the row itself.
    const visible = element.clientHeight - rowHeight * (hasFooter ? 3 : 2);
    if (top < element.scrollTop) element.scrollTop = top;
    else if (top > element.scrollTop + visible) element.scrollTop = top - visible;
  };
  useEffect(() => {
    if (scrollToIndex !== null && scrollToIndex !== undefined && scrollToIndex >= 0) reveal(scrollToIndex);
  }, [scrollToIndex]);

  const walk = (event: KeyboardEvent) => {
    const steps: Record<string, number> = { ArrowDown: 1, ArrowUp: -1, PageDown: 12, PageUp: -12 };
    const step = steps[event.key];
    const row = rowAt(active);
    if (step !== undefined) {
      event.preventDefault();
      const next = Math.max(0, Math.min(count - 1, active + step));
      setActive(next);
      reveal(next);
      const nextRow = rowAt(next);
      if (nextRow) props.onSelect?.(nextRow, event);
    } else if (event.key === "Enter" && row) {
      event.preventDefault();
      props.onOpen?.(row);
    } else if (event.key === " " && row) {
      event.preventDefault();
      props.onSelect?.(row, event);
    }
  };

  const template = columns.map((c) => (c.grow ? `minmax(${c.width}px, 1fr)` : `${c.width}px`)).join(" ");
  const minWidth = columns.reduce((sum, column) => sum + column.width, 0);
  const rows: ComponentChildren[] = [];
  for (let index = from; index < to; index += 1) {
    rows.push(
      <Row
        key={rowAt(index) ? rowKey(rowAt(index) as R) : `blank-${index}`}
        index={index}
        row={rowAt(index)}
        template={template}
        active={index === active}
        onActive={() => setActive(index)}
        table={props}
      />,
    );
  }
  return (
    <div
      ref={box}
      class="table"
      onScroll={(e) => setView({ top: e.currentTarget.scrollTop, height: e.currentTarget.clientHeight })}
    >
      <div
        role="grid"
        aria-label={props.label}
        aria-rowcount={count}
        style={{ minWidth: `${minWidth}px` }}
        tabIndex={0}
        onKeyDown={walk}
      >
        <div class="table-head" role="row" style={{ gridTemplateColumns: template }}>
          {columns.map((column) => (
            <HeadCell key={column.key} column={column} sort={sort} onSort={onSort} />
          ))}
        </div>
        <div class="table-body" style={{ height: `${count * rowHeight}px` }}>
          {rows}
        </div>
        {count === 0 && props.empty}
        {hasFooter && count > 0 && (
          <div class="table-foot" role="row" style={{ gridTemplateColumns: template }}>
            {columns.map((column) => (
              <div key={column.key} role="gridcell" class={`cell cell-${column.align ?? "start"}`}>
                {column.footer}
              </div>
            ))}
          </div>
        )}
      </div>
    </div>
  );
}

interface HeadProps<R> {
  column: Column<R>;
  sort?: string;
  onSort?: (sort: string) => void;
}

function HeadCell<R>({ column, sort, onSort }: HeadProps<R>) {
  const down = column.sort !== undefined && sort === `-${column.sort}`;
  const up = column.sort !== undefined && sort === column.sort;
  const order = down ? "descending" : up ? "ascending" : undefined;
  return (
    <div role="columnheader" class={`cell cell-${column.align ?? "start"}`} aria-sort={order}>
      {column.sort && onSort ? (
        <button type="button" class="table-sort" onClick={() => onSort(up ? `-${column.sort}` : (column.sort ?? ""))}>
          {column.title}
          {(up || down) && <Icon name={up ? "sortUp" : "sortDown"} size={12} />}
        </button>
      ) : (
        column.title
      )}
    </div>
  );
}

interface RowProps<R> {
  index: number;
  row: R | undefined;
  template: string;
  active: boolean;
  onActive: () => void;
  table: Props<R>;
}

function Row<R>({ index, row, template, active, onActive, table }: RowProps<R>) {
  const style = { gridTemplateColumns: template, top: `${index * rowHeight}px` };
  if (row === undefined)
    return <div class="table-row table-row-blank" role="row" style={style} aria-rowindex={index + 1} />;
  const selected = table.isSelected?.(row) ?? false;
  const marks = `${selected ? "is-selected" : ""} ${table.isHovered?.(row) ? "is-hovered" : ""} ${active ? "is-active" : ""}`;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the grid handles the keys
    <div
      class={`table-row ${marks}`}
      role="row"
      style={style}
      aria-rowindex={index + 1}
      aria-selected={selected}
      // Shift picks a run of rows; it should not also mark their text.
      onMouseDown={(event) => event.shiftKey && event.preventDefault()}
      onClick={(event) => {
        onActive();
        table.onSelect?.(row, event);
      }}
      onDblClick={() => table.onOpen?.(row)}
      onPointerEnter={() => table.onHover?.(row)}
      onPointerLeave={() => table.onHover?.(null)}
    >
      {table.columns.map((column) => (
        <div key={column.key} role="gridcell" class={`cell cell-${column.align ?? "start"}`}>
          {inWords(column.cell(row))}
        </div>
      ))}
    </div>
  );
}

/** Plain words that are longer than their column end in an ellipsis and are told in full where the pointer rests. */
function inWords(content: ComponentChildren): ComponentChildren {
  return typeof content === "string" && content !== "" ? <span title={content}>{content}</span> : content;
}
