using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace FilmRec.Core.Data.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class RatingImports : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "rating_imports",
                columns: table => new
                {
                    import_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    user_id = table.Column<int>(type: "INTEGER", nullable: false),
                    source = table.Column<string>(type: "TEXT", maxLength: 50, nullable: false),
                    file_name = table.Column<string>(type: "TEXT", maxLength: 300, nullable: false),
                    started_at = table.Column<long>(type: "INTEGER", nullable: false),
                    added = table.Column<int>(type: "INTEGER", nullable: false),
                    replaced = table.Column<int>(type: "INTEGER", nullable: false),
                    watches_added = table.Column<int>(type: "INTEGER", nullable: false),
                    undone_at = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_rating_imports", x => x.import_id);
                    table.ForeignKey(
                        name: "fk_rating_imports_users_user_id",
                        column: x => x.user_id,
                        principalTable: "users",
                        principalColumn: "user_id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "rating_import_changes",
                columns: table => new
                {
                    import_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    movie_id = table.Column<int>(type: "INTEGER", nullable: false),
                    old_half_stars = table.Column<short>(type: "INTEGER", nullable: true),
                    old_rated_at = table.Column<long>(type: "INTEGER", nullable: true),
                    half_stars = table.Column<short>(type: "INTEGER", nullable: false),
                    rated_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_rating_import_changes", x => new { x.import_id, x.movie_id });
                    table.ForeignKey(
                        name: "fk_rating_import_changes_movies_movie_id",
                        column: x => x.movie_id,
                        principalTable: "movies",
                        principalColumn: "movie_id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_rating_import_changes_rating_imports_import_id",
                        column: x => x.import_id,
                        principalTable: "rating_imports",
                        principalColumn: "import_id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "rating_import_watches",
                columns: table => new
                {
                    import_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    history_id = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_rating_import_watches", x => new { x.import_id, x.history_id });
                    table.ForeignKey(
                        name: "fk_rating_import_watches_rating_imports_import_id",
                        column: x => x.import_id,
                        principalTable: "rating_imports",
                        principalColumn: "import_id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_rating_import_watches_watch_history_history_id",
                        column: x => x.history_id,
                        principalTable: "watch_history",
                        principalColumn: "history_id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_movies_imdb_id",
                table: "movies",
                column: "imdb_id");

            migrationBuilder.CreateIndex(
                name: "ix_movies_tmdb_id",
                table: "movies",
                column: "tmdb_id");

            migrationBuilder.CreateIndex(
                name: "ix_rating_import_changes_movie_id",
                table: "rating_import_changes",
                column: "movie_id");

            migrationBuilder.CreateIndex(
                name: "ix_rating_import_watches_history_id",
                table: "rating_import_watches",
                column: "history_id");

            migrationBuilder.CreateIndex(
                name: "ix_rating_imports_user_id_started_at",
                table: "rating_imports",
                columns: new[] { "user_id", "started_at" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "rating_import_changes");

            migrationBuilder.DropTable(
                name: "rating_import_watches");

            migrationBuilder.DropTable(
                name: "rating_imports");

            migrationBuilder.DropIndex(
                name: "ix_movies_imdb_id",
                table: "movies");

            migrationBuilder.DropIndex(
                name: "ix_movies_tmdb_id",
                table: "movies");
        }
    }
}
