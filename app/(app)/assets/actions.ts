"use server";

import { action } from "@/lib/action";
import { addAsset } from "@/lib/clients/add-asset";
import { editAsset } from "@/lib/clients/edit-asset";
import { endAsset } from "@/lib/clients/end-asset";
import { linkAssets } from "@/lib/clients/link-assets";
import { unlinkAssets } from "@/lib/clients/unlink-assets";

export const addAssetAction = action(addAsset, { to: ({ id }) => `/assets/${id}` });
export const editAssetAction = action(editAsset, { to: ({ id }) => `/assets/${id}` });
export const endAssetAction = action(endAsset, { done: ({ name }) => `${name} has ended.` });
export const linkAssetsAction = action(linkAssets, { done: "The link is recorded." });
export const unlinkAssetsAction = action(unlinkAssets, { done: "The link has ended." });
