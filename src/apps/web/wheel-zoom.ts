/** How much nearer a turn of the wheel brings a map or a bar of time: a notch of lines as much as the pixels that it stands for. */
export const zoomOfWheel = ({ deltaY, deltaMode }: Pick<WheelEvent, "deltaY" | "deltaMode">): number =>
  Math.exp(-deltaY * (deltaMode === 1 ? 0.05 : 0.0018));
