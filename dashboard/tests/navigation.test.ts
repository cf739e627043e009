import { describe, expect, it } from "vitest";
import { isOpenTo, NAVIGATION } from "../src/shell/navigation";

const pages = NAVIGATION.flatMap((group) => group.destinations);
const open = (roles: string[], sites: string[] = []) =>
  pages.filter((one) => isOpenTo({ roles, sites }, one)).map((one) => one.to);

describe("the pages in the navigation", () => {
  it("are all of them until it is known who reads", () => {
    expect(pages.every((one) => isOpenTo(undefined, one))).toBe(true);
  });

  it("are those that the roles may read", () => {
    expect(open(["admin", "finance", "operator", "viewer"])).toHaveLength(pages.length);
    expect(open(["finance", "viewer"])).not.toContain("/users");
    expect(open(["finance", "viewer"])).toContain("/audit");
    expect(open(["viewer"])).not.toContain("/audit");
    expect(open(["viewer"])).toContain("/money");
  });

  it("are those with something of their sites for who is kept to some", () => {
    expect(open(["admin", "operator", "viewer"], ["site-1"])).toEqual(
      "/ /stations /sessions /incidents /alerts /tariffs /reports /sites".split(" "),
    );
  });
});
