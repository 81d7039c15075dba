"""绘图台：what a planner does to the shapes of a proposal, computed by the server in the plane of the park."""
