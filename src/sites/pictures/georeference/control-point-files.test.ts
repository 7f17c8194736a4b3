import { describe, expect, it } from "vitest";
import { readControlPoints } from "./control-point-files.ts";

const wkt =
  '#CRS: PROJCRS["WGS 84 / UTM zone 52N",BASEGEOGCRS["WGS 84",ID["EPSG",4326]],CONVERSION["UTM zone 52N"],ID["EPSG",32652]]';

describe("control points from files", () => {
  it("reads QGIS's points, with rows that count downwards as negative", () => {
    const text = `${wkt}\nmapX,mapY,sourceX,sourceY,enable,dX,dY,residual\n500000.5,4694000,10.25,-20.5,1,0,0,0\n500010,4693990,30,-40,0,0,0,0\n500020,4693980,50,0,1,0,0,0\n`;
    expect(readControlPoints(text, "a.points")).toMatchObject({
      crs: { name: "EPSG:32652" },
      points: [
        { pixel: [10.25, 20.5], at: [500_000.5, 4_694_000] },
        { pixel: [50, 0], at: [500_020, 4_693_980] },
      ],
    });
  });

  it("takes rows of QGIS that are all positive as they are, and refuses a mixture", () => {
    const header = "mapX,mapY,pixelX,pixelY,enable\n";
    expect(readControlPoints(`${header}1,2,3,4,1\n`, "a.points").points[0]?.pixel).toEqual([3, 4]);
    expect(() => readControlPoints(`${header}1,2,3,4,1\n1,2,3,-4,1\n`, "a.points")).toThrow(
      /sourceY.*4 and -4/,
    );
  });

  it("reads plain tables with either coordinates, in any order of columns", () => {
    expect(readControlPoints("x;y;column;row\r\n5;6;1;2\r\n", "a.csv")).toEqual({
      points: [{ pixel: [1, 2], at: [5, 6] }],
      crs: null,
    });
    const { crs, points } = readControlPoints(
      "column,row,longitude,latitude,remark\n1,2,130.3,42.4,crane\n",
      "a.csv",
    );
    expect(crs?.name).toBe("EPSG:4326");
    expect(points).toEqual([{ pixel: [1, 2], at: [130.3, 42.4] }]);
  });

  it("names the lines and columns that are wrong", () => {
    expect(() => readControlPoints("column,row,x,y\n1,2,3,4\n1,two,,4\n", "a.csv")).toThrow(
      /a.csv line 3: row: found "two"[^]*a.csv line 3: x: found nothing/,
    );
    expect(() => readControlPoints("a,b\n", "a.csv")).toThrow(/header.*column,row,x,y/);
    expect(() => readControlPoints("", "a.csv")).toThrow(/header: found nothing/);
  });
});
