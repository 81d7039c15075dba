"""地块界址成果的输出：勘测定界 TXT 及各地写法、DXF、Shapefile、GeoPackage、GeoJSON、KML、界址点成果表；同一份界址，各种文件一致。"""
