import { toScreen, type Camera, type ViewSize } from "./camera.ts";
import { edgeStrip, padded } from "./padded.ts";
import type { PictureStyle } from "./layer.ts";
import type { DrawnTile, Surface } from "./surface.ts";
import type { TileSamples } from "./tile-source.ts";

const vertexText = `#version 300 es
in vec2 place;
in vec2 texture_at;
out vec2 at;
void main() {
  at = texture_at;
  gl_Position = vec4(place, 0.0, 1.0);
}`;

// Samples without data were stored as 0, so that dividing by the smoothed validity gives the mean of those that have data.
const fragmentText = `#version 300 es
precision highp float;
uniform highp sampler2D samples;
uniform bool grey;
uniform vec3 low;
uniform vec3 slope;
uniform float unit;
uniform float power;
uniform float opacity;
in vec2 at;
out vec4 colour;
void main() {
  vec4 texel = texture(samples, at);
  float valid = grey ? texel.g : texel.a;
  if (valid < 0.5) discard;
  vec3 value = (grey ? texel.rrr : texel.rgb) * unit / valid;
  vec3 shown = pow(clamp((value - low) * slope, 0.0, 1.0), vec3(power));
  colour = vec4(shown * opacity, opacity);
}`;

/** Most bytes of textures that are kept beside those on the screen. */
const mostTextureBytes = 160 * 1024 * 1024;

interface Kept {
  readonly texture: WebGLTexture;
  readonly bytes: number;
  smooth: boolean;
  /** The sides whose neighbour's pixels are in its rim, as bits. */
  rim: number;
}

/** Draws by WebGL 2; null where the browser has none. */
export function openWebglSurface(canvas: HTMLCanvasElement): Surface | null {
  const gl = canvas.getContext("webgl2", {
    alpha: true,
    antialias: false,
    depth: false,
    stencil: true,
    premultipliedAlpha: true,
    preserveDrawingBuffer: false,
  });
  if (gl === null) return null;
  // Without it, samples of 16 bits are shown as blocks.
  const smoothsFloats = gl.getExtension("OES_texture_float_linear") !== null;
  const program = linked(gl);
  if (program === null) return null;
  const place = (name: string): WebGLUniformLocation | null => gl.getUniformLocation(program, name);
  const uniforms = {
    grey: place("grey"),
    low: place("low"),
    slope: place("slope"),
    unit: place("unit"),
    power: place("power"),
    opacity: place("opacity"),
  };
  const buffer = gl.createBuffer();
  gl.bindBuffer(gl.ARRAY_BUFFER, buffer);
  for (const [name, offset] of [
    ["place", 0],
    ["texture_at", 8],
  ] as const) {
    const attribute = gl.getAttribLocation(program, name);
    gl.enableVertexAttribArray(attribute);
    gl.vertexAttribPointer(attribute, 2, gl.FLOAT, false, 16, offset);
  }
  gl.useProgram(program);
  gl.enable(gl.BLEND);
  gl.blendFunc(gl.ONE, gl.ONE_MINUS_SRC_ALPHA);
  gl.enable(gl.STENCIL_TEST);
  gl.pixelStorei(gl.UNPACK_ALIGNMENT, 1);
  const kept = new Map<string, Kept>();
  let bytes = 0;

  function textureOf(tile: DrawnTile, smooth: boolean): boolean {
    let had = kept.get(tile.key);
    if (had === undefined) {
      const texture = gl?.createTexture() ?? null;
      if (gl === null || texture === null) return false;
      gl.bindTexture(gl.TEXTURE_2D, texture);
      upload(gl, padded(tile.samples));
      had = { texture, bytes: tile.samples.samples.byteLength, smooth: false, rim: 0 };
      bytes += had.bytes;
      filter(gl, false);
    } else {
      gl?.bindTexture(gl.TEXTURE_2D, had.texture);
      kept.delete(tile.key);
    }
    // Put last: the order of the map is the order of use.
    kept.set(tile.key, had);
    if (gl !== null && smooth) had.rim = filledRim(gl, tile, had.rim);
    const canSmooth = smooth && (tile.samples.samples instanceof Uint8Array || smoothsFloats);
    if (gl !== null && had.smooth !== canSmooth) {
      filter(gl, canSmooth);
      had.smooth = canSmooth;
    }
    return true;
  }

  const forget = (key: string): void => {
    const had = kept.get(key);
    if (had === undefined) return;
    gl.deleteTexture(had.texture);
    kept.delete(key);
    bytes -= had.bytes;
  };

  return {
    drawnBy: "webgl2",
    draw: (layers, camera, size, scale) => {
      if (gl.isContextLost()) return;
      gl.viewport(0, 0, canvas.width, canvas.height);
      gl.disable(gl.SCISSOR_TEST);
      gl.clearColor(0, 0, 0, 0);
      gl.clear(gl.COLOR_BUFFER_BIT);
      const shown = new Set<string>();
      for (const { tiles, style, opacity, across } of layers) {
        const [from, to] = across ?? [0, 1];
        if (opacity <= 0 || to <= from) continue;
        gl.enable(gl.SCISSOR_TEST);
        const left = Math.round(from * size.width * scale);
        gl.scissor(left, 0, Math.round(to * size.width * scale) - left, canvas.height);
        gl.clear(gl.STENCIL_BUFFER_BIT);
        gl.stencilFunc(gl.NOTEQUAL, 1, 1);
        gl.stencilOp(gl.KEEP, gl.KEEP, gl.REPLACE);
        for (const tile of tiles) {
          shown.add(tile.key);
          if (!textureOf(tile, style.smooth)) continue;
          useStyle(gl, uniforms, style, tile.samples, opacity);
          const vertices = verticesOf(tile, camera, size);
          gl.bufferData(gl.ARRAY_BUFFER, vertices, gl.STREAM_DRAW);
          gl.drawArrays(gl.TRIANGLES, 0, vertices.length / 4);
        }
      }
      for (const key of kept.keys()) {
        if (bytes <= mostTextureBytes) break;
        if (!shown.has(key)) forget(key);
      }
    },
    forget,
    close: () => {
      for (const key of kept.keys()) forget(key);
      gl.deleteProgram(program);
      gl.deleteBuffer(buffer);
    },
  };
}

function linked(gl: WebGL2RenderingContext): WebGLProgram | null {
  const program = gl.createProgram();
  for (const [type, text] of [
    [gl.VERTEX_SHADER, vertexText],
    [gl.FRAGMENT_SHADER, fragmentText],
  ] as const) {
    const shader = gl.createShader(type);
    if (shader === null) return null;
    gl.shaderSource(shader, text);
    gl.compileShader(shader);
    gl.attachShader(program, shader);
  }
  gl.linkProgram(program);
  return gl.getProgramParameter(program, gl.LINK_STATUS) === true ? program : null;
}

function upload(gl: WebGL2RenderingContext, { width, height, channels, samples }: TileSamples): void {
  const isGrey = channels === 2;
  const format = isGrey ? gl.RG : gl.RGBA;
  if (samples instanceof Uint8Array)
    gl.texImage2D(
      gl.TEXTURE_2D,
      0,
      isGrey ? gl.RG8 : gl.RGBA8,
      width,
      height,
      0,
      format,
      gl.UNSIGNED_BYTE,
      samples,
    );
  else
    gl.texImage2D(
      gl.TEXTURE_2D,
      0,
      isGrey ? gl.RG32F : gl.RGBA32F,
      width,
      height,
      0,
      format,
      gl.FLOAT,
      samples,
    );
  gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_WRAP_S, gl.CLAMP_TO_EDGE);
  gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_WRAP_T, gl.CLAMP_TO_EDGE);
}

/** Puts the pixels of neighbours that have come since into the rim of the texture that is bound. */
function filledRim(gl: WebGL2RenderingContext, { samples, beside }: DrawnTile, rim: number): number {
  let filled = rim;
  for (const [side, other] of beside.entries()) {
    if (other === null || (filled & (1 << side)) !== 0) continue;
    filled |= 1 << side;
    const strip = edgeStrip(samples, other, side);
    if (strip === null) continue;
    gl.texSubImage2D(
      gl.TEXTURE_2D,
      0,
      strip.x,
      strip.y,
      strip.width,
      strip.height,
      samples.channels === 2 ? gl.RG : gl.RGBA,
      samples.samples instanceof Uint8Array ? gl.UNSIGNED_BYTE : gl.FLOAT,
      strip.samples,
    );
  }
  return filled;
}

function filter(gl: WebGL2RenderingContext, smooth: boolean): void {
  const how = smooth ? gl.LINEAR : gl.NEAREST;
  gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MIN_FILTER, how);
  gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MAG_FILTER, how);
}

function useStyle(
  gl: WebGL2RenderingContext,
  uniforms: Readonly<Record<string, WebGLUniformLocation | null>>,
  style: PictureStyle,
  { samples, channels }: TileSamples,
  opacity: number,
): void {
  const ends = [0, 1, 2].map((i) => style.ends[i] ?? style.ends[0] ?? ([0, 255] as const));
  gl.uniform1i(uniforms["grey"] ?? null, channels === 2 ? 1 : 0);
  gl.uniform3fv(
    uniforms["low"] ?? null,
    ends.map(([low]) => low),
  );
  gl.uniform3fv(
    uniforms["slope"] ?? null,
    ends.map(([low, high]) => 1 / Math.max(high - low, 1e-9)),
  );
  gl.uniform1f(uniforms["unit"] ?? null, samples instanceof Uint8Array ? 255 : 1);
  gl.uniform1f(uniforms["power"] ?? null, 1 / style.gamma);
  gl.uniform1f(uniforms["opacity"] ?? null, opacity);
}

/** Two triangles a cell; four numbers a corner: its place on the screen from -1 to 1, and in the texture from 0 to 1. */
function verticesOf({ mesh, span, samples }: DrawnTile, camera: Camera, size: ViewSize): Float32Array {
  const { cells, points } = mesh;
  const side = cells + 1;
  const corners = new Float32Array(side * side * 4);
  for (let k = 0; k < side * side; k++) {
    // From doubles to the screen first: single precision has no room for metres far from the site.
    const [x, y] = toScreen(camera, size, [points[2 * k] ?? 0, points[2 * k + 1] ?? 0]);
    corners[4 * k] = (2 * x) / size.width - 1;
    corners[4 * k + 1] = 1 - (2 * y) / size.height;
    // Inside the rim of one pixel.
    corners[4 * k + 2] = (1 + ((k % side) / cells) * span[0] * samples.width) / (samples.width + 2);
    corners[4 * k + 3] =
      (1 + (Math.floor(k / side) / cells) * span[1] * samples.height) / (samples.height + 2);
  }
  const out = new Float32Array(cells * cells * 24);
  let at = 0;
  const put = (corner: number): void => {
    out.set(corners.subarray(4 * corner, 4 * corner + 4), at);
    at += 4;
  };
  for (let j = 0; j < cells; j++)
    for (let i = 0; i < cells; i++) {
      const k = j * side + i;
      for (const corner of [k, k + 1, k + side, k + 1, k + side + 1, k + side]) put(corner);
    }
  return out;
}
