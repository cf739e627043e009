const LINES = [80, 150, 220, 290, 360, 430, 500, 570];

/** The picture beside the sign-in: lines of a network, with stations on them. */
export function Skyline() {
  return (
    <svg viewBox="0 0 600 640" preserveAspectRatio="xMidYMid slice" fill="none">
      <title>Stationmaster</title>
      {LINES.map((y, index) => (
        <path
          key={y}
          d={`M-20 ${y} C 160 ${y - 90 + index * 18}, 320 ${y + 110 - index * 20}, 640 ${y - 40}`}
          stroke="#7ff0d6"
          strokeOpacity={0.1 + (index % 3) * 0.06}
          strokeWidth={index % 2 ? 1.5 : 2.5}
        />
      ))}
      {LINES.map((y, index) => (
        <circle
          key={y}
          cx={90 + ((index * 137) % 440)}
          cy={y - 14 + ((index * 29) % 40)}
          r={index % 3 ? 4 : 7}
          fill="#9ff7e2"
          fillOpacity={0.25 + (index % 4) * 0.18}
        />
      ))}
    </svg>
  );
}
