// The mark: a beam on two posts, and in the door below it the cursor of an editor.
export function Logo({ size = 24 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 24 24" aria-hidden="true">
      <g fill="var(--lintel-accent)">
        <rect x="1" y="3" width="22" height="5" rx="1" />
        <rect x="4" y="10" width="3.5" height="12" rx=".5" />
        <rect x="16.5" y="10" width="3.5" height="12" rx=".5" />
      </g>
      <rect x="11" y="12" width="2" height="10" rx="1" fill="var(--lintel-high)" />
    </svg>
  )
}
