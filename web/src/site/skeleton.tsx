const blank = ["a", "b", "c", "d", "e"];

/** What the list will look like, while it comes for the first time. */
export function Skeleton() {
  return (
    <ul class="cards" aria-busy="true">
      {blank.map((key) => (
        <li key={key} class="site-card site-card-blank">
          <div class="thumb" />
          <div class="site-card-body">
            <span class="bar bar-wide" />
            <span class="bar" />
            <span class="bar" />
            <span class="bar bar-short" />
          </div>
        </li>
      ))}
    </ul>
  );
}
