namespace FilmRec.Core.Recommending.Models;

/// <summary>All kinds of models, in the order in which they are trained. A new kind is a folder here and one line below.</summary>
public static class ModelKinds
{
    public static IReadOnlyList<ModelKind> All { get; } = [];

    /// <summary>The kind of that name, or null.</summary>
    public static ModelKind? Find(string name) => All.FirstOrDefault(kind => kind.Name == name);
}
